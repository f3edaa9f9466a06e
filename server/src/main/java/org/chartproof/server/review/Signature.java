package org.chartproof.server.review;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;

/**
 * A decision and who answers for it, as a Provenance says.
 *
 * @param person who decided
 * @param attester whether they sign for the whole claim, not for one decision
 * @param activity what was done
 * @param targets what it was done to: type and id
 * @param provenance where it stands
 */
record Signature(Person person, boolean attester, Activity activity, Set<String> targets, Provenance provenance) {

    private static final String AGENT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String OTHER = "other";

    /** What a Provenance signs; empty if it is no decision of a person. */
    static Optional<Signature> of(Provenance provenance) {
        Optional<Activity> activity = Activity.of(provenance.getActivity());
        return provenance.getAgent().stream()
                .filter(agent -> is(agent, "attester") || is(agent, "verifier"))
                .flatMap(agent -> Person.of(agent.getWho()).stream().flatMap(person -> activity.stream()
                        .map(done ->
                                new Signature(person, is(agent, "attester"), done, targets(provenance), provenance))))
                .findFirst();
    }

    private static boolean is(ProvenanceAgentComponent agent, String type) {
        return agent.getType().hasCoding(AGENT_TYPE, type);
    }

    private static Set<String> targets(Provenance provenance) {
        return provenance.getTarget().stream()
                .map(target ->
                        target.getReferenceElement().toUnqualifiedVersionless().getValue())
                .filter(target -> target != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it signs a change of something. */
    boolean covers(String key) {
        return targets.contains(key);
    }

    /** Whether the reviewer has said why: by a code, and in words where the code says nothing. */
    boolean hasReason() {
        return provenance.getReason().stream().anyMatch(reason -> hasText(reason) || hasTellingCode(reason));
    }

    /** Whether the reviewer has said why in words. */
    boolean hasReasonInWords() {
        return provenance.getReason().stream().anyMatch(Signature::hasText);
    }

    boolean hasReason(String code) {
        return provenance.getReason().stream().anyMatch(reason -> reason.hasCoding(Canonical.REVIEW_REASON, code));
    }

    private static boolean hasText(CodeableConcept reason) {
        return reason.hasText() && !reason.getText().isBlank();
    }

    private static boolean hasTellingCode(CodeableConcept reason) {
        return reason.getCoding().stream()
                .filter(coding -> Canonical.REVIEW_REASON.equals(coding.getSystem()))
                .map(Coding::getCode)
                .anyMatch(code -> !OTHER.equals(code));
    }
}
