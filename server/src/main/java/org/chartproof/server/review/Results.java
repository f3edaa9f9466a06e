package org.chartproof.server.review;

import java.util.List;
import java.util.Optional;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.CoderDevice;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Which stored resources belong to a coding. Others of the same types are nobody's business here. */
final class Results {

    private static final String TEXT = "text-";

    private Results() {}

    static boolean is(IBaseResource resource) {
        return resource instanceof Claim claim && identified(claim.getIdentifier())
                || resource instanceof Condition condition && identified(condition.getIdentifier())
                || resource instanceof Task task && task.getCode().hasCoding(Canonical.TASK_CODE, "review-coding");
    }

    private static boolean identified(List<Identifier> identifiers) {
        return identifiers.stream().anyMatch(identifier -> Canonical.RESULT_IDENTIFIER.equals(identifier.getSystem()));
    }

    /** Whether it is a question of the engine's about the documentation. */
    static boolean isQuestion(IBaseResource resource) {
        return resource instanceof DetectedIssue issue
                && issue.getCode().getCoding().stream()
                        .anyMatch(coding -> Canonical.DOCUMENTATION_AXIS.equals(coding.getSystem()));
    }

    /** What shows where codes come from. */
    static boolean isProof(IBaseResource resource) {
        return resource instanceof Provenance provenance && (isEngines(provenance) || isReview(provenance))
                || resource instanceof Binary binary
                        && String.valueOf(binary.getIdElement().getIdPart()).startsWith(TEXT);
    }

    static boolean isEngines(Provenance provenance) {
        return provenance.getAgent().stream()
                .anyMatch(agent -> CoderDevice.REFERENCE.equals(agent.getWho()
                        .getReferenceElement()
                        .toUnqualifiedVersionless()
                        .getValue()));
    }

    static boolean isReview(Provenance provenance) {
        return Activity.of(provenance.getActivity()).isPresent();
    }

    /** The encounter of a part of a coding, by its id. */
    static Optional<String> encounter(IBaseResource resource) {
        return reference(resource).map(one -> one.getReferenceElement().getIdPart());
    }

    private static Optional<Reference> reference(IBaseResource resource) {
        if (resource instanceof Condition condition) {
            return Optional.of(condition.getEncounter());
        }
        if (resource instanceof Task task) {
            return Optional.of(task.getEncounter());
        }
        return resource instanceof Claim claim ? encounter(claim) : Optional.empty();
    }

    private static Optional<Reference> encounter(Claim claim) {
        Extension encounter = claim.getExtensionByUrl(Canonical.CLAIM_ENCOUNTER);
        return encounter != null && encounter.getValue() instanceof Reference reference
                ? Optional.of(reference)
                : Optional.empty();
    }
}
