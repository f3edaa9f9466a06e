/**
 * Golden cases: notes of our own with the codes, the absences and the guideline sections that a coder would give.
 *
 * <p>In come folders on the class path that a coder can read, {@code golden/SPECIALTY/CASE}; out go checked values. A new case is a
 * new folder and nothing else. Never contains a real patient.
 */
@NullMarked
package org.chartproof.bundles.golden;

import org.jspecify.annotations.NullMarked;
