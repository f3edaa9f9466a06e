package org.chartproof.server.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.terminology.CodeSystem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;

/** The claim while it is reviewed, attested and reopened. */
final class ClaimRules {

    private static final String DIAGNOSIS_TYPE = "http://terminology.hl7.org/CodeSystem/ex-diagnosistype";
    private static final String UNRELATED = "excludes1-unrelated";

    private final Stored stored;
    private final CodeRules codes;
    private final Unchanged unchanged;

    ClaimRules(Stored stored, CodeRules codes, Unchanged unchanged) {
        this.stored = stored;
        this.codes = codes;
        this.unchanged = unchanged;
    }

    void judge(Change<Claim> change, Case review, Breaches breaches) {
        if (change.before().isEmpty()) {
            breaches.add(Rule.FIXED, "The engine makes the claim of an encounter");
            return;
        }
        Claim before = change.before().get();
        Claim after = change.after();
        breaches.addUnless(
                unchanged.claim(before, after), Rule.FIXED, "Something of the claim changes that is not a reviewer's");
        Optional<Person> enterer = Person.of(after.getEnterer());
        breaches.addUnless(
                enterer.isPresent()
                        && review.signed(change, one -> enterer.get().equals(one.person())),
                Rule.SIGNATURE,
                "The enterer of the claim is not a person who signs its change");
        if (before.getStatus() == ClaimStatus.ACTIVE) {
            judgeReopened(change, before, review, breaches);
        } else {
            judgeDiagnoses(change, before, review, breaches);
        }
    }

    private static void judgeReopened(Change<Claim> change, Claim before, Case review, Breaches breaches) {
        boolean reopened = change.after().getStatus() == ClaimStatus.DRAFT && review.signed(change, Activity.REOPEN);
        if (!reopened) {
            breaches.add(Rule.ATTESTED, "The claim is attested: reopen it before it changes");
            return;
        }
        breaches.addUnless(
                review.signed(change, one -> one.activity() == Activity.REOPEN && one.hasReasonInWords()),
                Rule.REASON,
                "Reopening needs a reason in words");
        breaches.addUnless(
                codes(before).equals(codes(change.after())), Rule.ATTESTED, "Reopening changes no diagnosis by itself");
    }

    private void judgeDiagnoses(Change<Claim> change, Claim before, Case review, Breaches breaches) {
        Claim after = change.after();
        Map<String, Condition> conditions = new HashMap<>();
        for (DiagnosisComponent diagnosis : after.getDiagnosis()) {
            judgeCondition(diagnosis, review, conditions, breaches);
        }
        judgeTakenOut(before, after, breaches);
        judgeOrder(after, breaches);
        codes.judgeBillable(codes(after), review.encounter(), breaches);
        switch (after.getStatus()) {
            case DRAFT -> {
                // Goes on.
            }
            case ACTIVE -> judgeAttested(change, review, conditions, breaches);
            case CANCELLED -> {
                judgeSigned(change, Activity.CANCEL, review, breaches);
                breaches.addUnless(
                        review.signed(change, one -> one.activity() == Activity.CANCEL && one.hasReason()),
                        Rule.REASON,
                        "Cancelling the claim needs a reason");
                judgeAllDecided(review, Set.of(), breaches);
            }
            default -> breaches.add(Rule.FIXED, "The claim is draft, active or cancelled");
        }
    }

    private void judgeCondition(
            DiagnosisComponent diagnosis, Case review, Map<String, Condition> conditions, Breaches breaches) {
        String code = code(diagnosis);
        Optional<Condition> condition = stored.condition(diagnosis);
        boolean fits = condition
                .filter(one -> ConditionRules.code(one).equals(code)
                        && Results.encounter(one)
                                .filter(review.encounter()::equals)
                                .isPresent())
                .isPresent();
        if (!fits) {
            breaches.add(Rule.FIXED, "The diagnosis " + code + " names no condition of that code at the encounter");
            return;
        }
        conditions.put(code, condition.get());
        breaches.addUnless(
                !ConditionRules.isDecidedAgainst(condition.get()),
                Rule.UNDECIDED,
                code + " is on the claim, and its condition is rejected");
    }

    private void judgeTakenOut(Claim before, Claim after, Breaches breaches) {
        Set<String> left = new HashSet<>(codes(after));
        for (DiagnosisComponent diagnosis : before.getDiagnosis()) {
            boolean stands = !left.contains(code(diagnosis))
                    && stored.condition(diagnosis)
                            .filter(one -> !ConditionRules.isDecidedAgainst(one))
                            .isPresent();
            breaches.addUnless(
                    !stands,
                    Rule.UNDECIDED,
                    code(diagnosis) + " is taken off the claim, and its condition still stands");
        }
    }

    private static void judgeOrder(Claim claim, Breaches breaches) {
        Set<String> seen = new HashSet<>();
        int expected = 1;
        for (DiagnosisComponent diagnosis : claim.getDiagnosis()) {
            breaches.addUnless(
                    diagnosis.getSequence() == expected, Rule.SEQUENCE, "Diagnoses are numbered from 1 in their order");
            breaches.addUnless(seen.add(code(diagnosis)), Rule.SEQUENCE, code(diagnosis) + " stands twice");
            breaches.addUnless(
                    isFirst(diagnosis, claim) == (expected == 1),
                    Rule.SEQUENCE,
                    "The first diagnosis, and no other, is the principal or first-listed one");
            expected++;
        }
    }

    private static boolean isFirst(DiagnosisComponent diagnosis, Claim claim) {
        boolean admitted =
                claim.getType().getCoding().stream().map(Coding::getCode).anyMatch("institutional"::equals);
        return diagnosis.getType().stream()
                .anyMatch(type -> admitted
                        ? type.hasCoding(DIAGNOSIS_TYPE, "principal")
                        : type.hasCoding(Canonical.DIAGNOSIS_ROLE, "first-listed"));
    }

    private void judgeAttested(
            Change<Claim> change, Case review, Map<String, Condition> conditions, Breaches breaches) {
        judgeSigned(change, Activity.ATTEST, review, breaches);
        breaches.addUnless(
                change.after().hasDiagnosis(), Rule.UNDECIDED, "A claim without a diagnosis can't be attested");
        conditions.forEach((code, condition) -> breaches.addUnless(
                ConditionRules.status(condition).equals(ConditionRules.CONFIRMED),
                Rule.UNDECIDED,
                "Nobody has decided about " + code));
        judgeAllDecided(review, conditions.keySet(), breaches);
        codes.judgeExcludes(
                codes(change.after()),
                review.encounter(),
                (one, other) -> explained(conditions.get(one), conditions.get(other), review),
                breaches);
    }

    private static boolean explained(
            @org.jspecify.annotations.Nullable Condition one,
            @org.jspecify.annotations.Nullable Condition other,
            Case review) {
        return one != null
                && other != null
                && review.signatures().stream()
                        .anyMatch(signature -> signature.covers(Change.key(one))
                                && signature.covers(Change.key(other))
                                && signature.hasReason(UNRELATED)
                                && signature.hasReasonInWords());
    }

    private static void judgeSigned(Change<Claim> change, Activity activity, Case review, Breaches breaches) {
        breaches.addUnless(
                review.signed(change, one -> one.activity() == activity && one.attester()),
                Rule.SIGNATURE,
                "Nobody signs as attester of the claim");
        boolean ends = review.task()
                .filter(task -> task.after().getStatus() == org.hl7.fhir.r4.model.Task.TaskStatus.COMPLETED)
                .isPresent();
        breaches.addUnless(ends, Rule.INCOMPLETE, "The review's task is completed together with its claim");
    }

    /** A review of what came after attestation ends once all of that is decided. */
    void judgeClosed(Case review, Breaches breaches) {
        Set<String> claimed = stored.claim(review.encounter())
                .map(claim -> new HashSet<>(codes(claim)))
                .orElseGet(HashSet::new);
        judgeAllDecided(review, claimed, breaches);
    }

    /** Nothing that the engine suggests is passed over. */
    private void judgeAllDecided(Case review, Set<String> claimed, Breaches breaches) {
        stored.conditions(review.encounter()).stream()
                .filter(condition -> !ConditionRules.isDecidedAgainst(condition))
                .map(ConditionRules::code)
                .filter(code -> !claimed.contains(code))
                .forEach(code ->
                        breaches.add(Rule.UNDECIDED, code + " is not on the claim, and nobody has rejected it"));
    }

    private static List<String> codes(Claim claim) {
        List<String> codes = new ArrayList<>();
        claim.getDiagnosis().forEach(diagnosis -> codes.add(code(diagnosis)));
        return codes;
    }

    private static String code(DiagnosisComponent diagnosis) {
        return diagnosis.hasDiagnosisCodeableConcept()
                ? diagnosis.getDiagnosisCodeableConcept().getCoding().stream()
                        .filter(coding -> CodeSystem.ICD_10_CM.uri().equals(coding.getSystem()))
                        .map(Coding::getCode)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
