/**
 * What the engine found becomes FHIR: Condition, Claim, Provenance, Task, DetectedIssue and the text that offsets count in, as one
 * transaction.
 *
 * <p>Pure and deterministic: the same inputs give the same bytes under the same ids, so that writing twice changes nothing. No
 * clock: times are those of the newest document read.
 */
@NullMarked
package org.chartproof.server.writeback;

import org.jspecify.annotations.NullMarked;
