/**
 * The demo's invented patients and encounters, with the codes that their notes must and must not lead to.
 *
 * <p>In come files on the class path that a coder can read; out go values that hold FHIR as JSON text. Never contains a real patient,
 * and knows no FHIR library, server or network.
 */
@NullMarked
package org.chartproof.bundles.demo;

import org.jspecify.annotations.NullMarked;
