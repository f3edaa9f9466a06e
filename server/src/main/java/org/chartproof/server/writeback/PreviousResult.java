package org.chartproof.server.writeback;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Task;

/**
 * What an earlier coding of the same encounter wrote, as it stands now.
 *
 * @param claim its claim
 * @param conditions the conditions that the claim's diagnoses name
 * @param task its review task
 * @param issues the questions that the task names
 */
public record PreviousResult(
        Optional<Claim> claim, List<Condition> conditions, Optional<Task> task, List<DetectedIssue> issues) {

    /** Nothing was written before. */
    public static final PreviousResult NONE =
            new PreviousResult(Optional.empty(), List.of(), Optional.empty(), List.of());

    public PreviousResult {
        conditions = List.copyOf(conditions);
        issues = List.copyOf(issues);
    }

    /** Whether a person has made the claim active: it is no longer ours to change. */
    public boolean attested() {
        return claim.map(one -> one.getStatus() == ClaimStatus.ACTIVE).orElse(false);
    }
}
