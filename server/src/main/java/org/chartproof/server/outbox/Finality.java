package org.chartproof.server.outbox;

import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** When coding is final: once a person has attested the claim, or, where that is allowed, once nobody has to. */
final class Finality {

    private static final String AUTO_FINAL = "auto-final";
    private static final String FINAL_STAGE = "final";

    private Finality() {}

    /** A person made it active. */
    static boolean isAttested(Claim claim) {
        return claim.getStatus() == ClaimStatus.ACTIVE;
    }

    /** It was taken back. */
    static boolean isWithdrawn(Claim claim) {
        return claim.getStatus() == ClaimStatus.CANCELLED || claim.getStatus() == ClaimStatus.ENTEREDINERROR;
    }

    /** It was coded after the encounter had ended. */
    static boolean isOfFinishedStay(Claim claim) {
        Extension stage = claim.getExtensionByUrl(Canonical.CODING_STAGE);
        return stage != null && FINAL_STAGE.equals(stage.getValue().primitiveValue());
    }

    /** Every code was sure enough, the encounter has ended, and nobody has taken the review up. */
    static boolean isAutoFinal(Task task) {
        return task.getBusinessStatus().hasCoding(Canonical.REVIEW_ROUTE, AUTO_FINAL)
                && (task.getStatus() == TaskStatus.READY || task.getStatus() == TaskStatus.COMPLETED);
    }
}
