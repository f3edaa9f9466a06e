/**
 * Dated code sets as coders use them: which code exists on a date of service, what the Tabular List says about it, and which
 * words of the Alphabetic Index and of our own lexicon lead to it.
 *
 * <p>In come the publishers' files (or the starter lexicon that the jar carries); out go immutable values. Knows no note, no
 * patient, no FHIR and no network.
 */
@NullMarked
package org.chartproof.terminology;

import org.jspecify.annotations.NullMarked;
