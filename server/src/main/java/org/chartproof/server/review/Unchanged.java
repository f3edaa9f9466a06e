package org.chartproof.server.review;

import ca.uhn.fhir.context.FhirContext;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Whether a resource differs only in what a reviewer may change. */
final class Unchanged {

    private final FhirContext fhirContext;

    Unchanged(FhirContext fhirContext) {
        this.fhirContext = fhirContext;
    }

    boolean claim(Claim before, Claim after) {
        return same(withoutReview(before.copy()), withoutReview(after.copy()));
    }

    private static Claim withoutReview(Claim claim) {
        claim.setDiagnosis(null).setStatus(null).setEnterer(null);
        claim.setItem(null)
                .setProcedure(null)
                .setSupportingInfo(null)
                .setCareTeam(null)
                .setTotal(null);
        return claim;
    }

    boolean condition(Condition before, Condition after) {
        return same(withoutReview(before.copy()), withoutReview(after.copy()));
    }

    private static Condition withoutReview(Condition condition) {
        condition.setVerificationStatus(null).setClinicalStatus(null).setRecorder(null);
        condition.setRecordedDate(null).setNote(null).setOnset(null).setAbatement(null);
        return condition;
    }

    boolean question(DetectedIssue before, DetectedIssue after) {
        return same(withoutAnswer(before.copy()), withoutAnswer(after.copy()));
    }

    private static DetectedIssue withoutAnswer(DetectedIssue issue) {
        issue.setStatus(null).setMitigation(null);
        return issue;
    }

    boolean task(Task before, Task after) {
        return same(withoutReview(before.copy()), withoutReview(after.copy()));
    }

    private static Task withoutReview(Task task) {
        task.getExtension().removeIf(extension -> Canonical.REVIEW_LEASE.equals(extension.getUrl()));
        task.setStatus(null).setOwner(null).setStatusReason(null).setNote(null);
        task.setExecutionPeriod(null).setLastModified(null);
        return task;
    }

    private boolean same(Resource one, Resource other) {
        return json(one).equals(json(other));
    }

    private String json(Resource resource) {
        resource.setMeta(null);
        if (resource instanceof org.hl7.fhir.r4.model.DomainResource domain) {
            domain.setText(null);
        }
        resource.setId(resource.getIdElement().getIdPart());
        return fhirContext.newJsonParser().encodeResourceToString(resource);
    }
}
