/**
 * CDS Hooks under {@code /cds-services}: an EHR that opens a chart, signs orders or discharges a patient is told which questions about the documentation are open. In: the hook's request and stored
 * DetectedIssues. Out: cards with the question and a link that opens the review page, and what clinicians said to them as Communications. Codes nothing, and writes nothing to a claim.
 */
@NullMarked
package org.chartproof.server.cdshooks;

import org.jspecify.annotations.NullMarked;
