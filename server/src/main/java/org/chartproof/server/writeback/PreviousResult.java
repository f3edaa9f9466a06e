package org.chartproof.server.writeback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;

/**
 * What earlier codings of the same encounter wrote and what persons decided about it, as it stands now.
 *
 * @param claim its claim
 * @param conditions all of the coding, whether the claim names them or not
 * @param task its review task
 * @param issues the questions that the task names
 * @param proofs the engine's, of codes that a person has confirmed
 */
public record PreviousResult(
        Optional<Claim> claim,
        List<Condition> conditions,
        Optional<Task> task,
        List<DetectedIssue> issues,
        List<Provenance> proofs) {

    /** Nothing was written before. */
    public static final PreviousResult NONE =
            new PreviousResult(Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());

    public PreviousResult {
        conditions = List.copyOf(conditions);
        issues = List.copyOf(issues);
        proofs = List.copyOf(proofs);
    }

    /** Whether a person has made the claim active: it is no longer ours to change. */
    public boolean attested() {
        return claim.map(one -> one.getStatus() == ClaimStatus.ACTIVE).orElse(false);
    }

    /** Whether a person has put a hand on the coding. */
    boolean reviewed() {
        return claim.map(Claim::hasEnterer).orElse(false) || conditions.stream().anyMatch(PreviousResult::isDecided);
    }

    /** Whether a person has decided about a condition: it then has a recorder. */
    public static boolean isDecided(Condition condition) {
        return condition.hasRecorder();
    }

    /** Whether a person has confirmed a condition. */
    public static boolean isConfirmed(Condition condition) {
        return isDecided(condition) && "confirmed".equals(Conditions.verification(condition));
    }

    /** What persons have decided about, by code. */
    Map<String, Condition> decided() {
        return byCode(PreviousResult::isDecided);
    }

    /** What the engine suggests and nobody has decided about, by code. */
    Map<String, Condition> open() {
        return byCode(
                condition -> !isDecided(condition) && !"entered-in-error".equals(Conditions.verification(condition)));
    }

    private Map<String, Condition> byCode(Predicate<Condition> which) {
        return conditions.stream()
                .filter(which)
                .collect(Collectors.toMap(Conditions::code, Function.identity(), (one, other) -> one));
    }
}
