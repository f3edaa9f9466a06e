package org.chartproof.server.intake;

import org.chartproof.coding.document.NoteText;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** What came of reading a document. */
public sealed interface Intake {

    /** It has text to code. */
    record Ready(NoteText text) implements Intake {}

    /**
     * It waits for an operator, or for what it misses.
     *
     * @param detail more than the reason's advice; may be empty
     */
    record Waiting(WaitingReason reason, String detail) implements Intake {
        /** For the operator. */
        public String message() {
            return detail.isEmpty() ? reason.advice() : reason.advice() + " " + detail;
        }

        /** As one issue of an OperationOutcome; quotes nothing of the content. */
        public OperationOutcomeIssueComponent issue(IssueSeverity severity) {
            OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
            issue.setSeverity(severity);
            issue.setCode(IssueType.PROCESSING);
            issue.setDetails(new CodeableConcept(
                            new Coding().setSystem(WaitingReason.SYSTEM).setCode(reason.code()))
                    .setText(reason.advice()));
            issue.setDiagnostics(reason.code() + ": " + message());
            return issue;
        }
    }

    /** It is superseded or was entered in error: it no longer counts, and that is no fault. */
    record Withdrawn() implements Intake {}
}
