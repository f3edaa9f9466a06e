package org.chartproof.server.review;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Condition;

/** Decisions about one code. */
final class ConditionRules {

    static final String CONFIRMED = "confirmed";
    static final String PROVISIONAL = "provisional";
    private static final Set<String> AGAINST = Set.of("refuted", "entered-in-error");

    private final Stored stored;
    private final EvidenceRules evidence;
    private final Unchanged unchanged;

    ConditionRules(Stored stored, EvidenceRules evidence, Unchanged unchanged) {
        this.stored = stored;
        this.evidence = evidence;
        this.unchanged = unchanged;
    }

    /** What is decided about a condition: the code of its verification status. */
    static String status(Condition condition) {
        return String.valueOf(
                condition.getVerificationStatus().getCodingFirstRep().getCode());
    }

    static boolean isDecidedAgainst(Condition condition) {
        return AGAINST.contains(status(condition));
    }

    static String code(Condition condition) {
        return String.valueOf(condition.getCode().getCodingFirstRep().getCode());
    }

    void judge(Change<Condition> change, Case review, Breaches breaches) {
        Condition after = change.after();
        String code = code(after);
        judgeAttested(change, review, breaches);
        if (change.before().isEmpty()) {
            judgeNew(after, review, breaches);
        } else {
            breaches.addUnless(
                    unchanged.condition(change.before().get(), after),
                    Rule.FIXED,
                    "Of the condition of " + code
                            + " only what is decided may change; another code is another condition");
        }
        if (status(after).equals(PROVISIONAL)) {
            breaches.addUnless(!after.hasRecorder(), Rule.SIGNATURE, "Nobody records " + code + " while it is open");
        } else {
            Optional<Person> recorder = Person.of(after.getRecorder());
            breaches.addUnless(
                    recorder.isPresent()
                            && review.signed(change, one -> recorder.get().equals(one.person())),
                    Rule.SIGNATURE,
                    "The recorder of " + code + " is not the person who signs");
        }
        judgeSignature(change, review, breaches);
    }

    private void judgeNew(Condition condition, Case review, Breaches breaches) {
        String code = code(condition);
        breaches.addUnless(
                status(condition).equals(CONFIRMED), Rule.UNDECIDED, "A code that is added is confirmed: " + code);
        boolean there = stored.conditions(review.encounter()).stream()
                .anyMatch(other -> code(other).equals(code)
                        && !other.getIdElement()
                                .getIdPart()
                                .equals(condition.getIdElement().getIdPart()));
        breaches.addUnless(!there, Rule.FIXED, code + " has a condition at this encounter already: confirm that one");
    }

    private void judgeAttested(Change<Condition> change, Case review, Breaches breaches) {
        Optional<Claim> before =
                review.claim().isPresent() ? review.claim().get().before() : stored.claim(review.encounter());
        if (before.isEmpty()) {
            breaches.add(Rule.FIXED, "The encounter has no claim");
            return;
        }
        boolean attested = before.get().getStatus() == ClaimStatus.ACTIVE;
        boolean claimed = before.get().getDiagnosis().stream()
                .flatMap(diagnosis -> Stored.reference(diagnosis).stream())
                .anyMatch(id -> change.key().equals("Condition/" + id.getIdPart()));
        breaches.addUnless(
                !attested || !claimed && isDecidedAgainst(change.after()),
                Rule.ATTESTED,
                "The claim is attested: reopen it before " + code(change.after()) + " changes");
    }

    private void judgeSignature(Change<Condition> change, Case review, Breaches breaches) {
        String code = code(change.after());
        switch (status(change.after())) {
            case CONFIRMED -> judgeConfirmed(change, review, breaches);
            case PROVISIONAL ->
                breaches.addUnless(
                        review.signed(change, Activity.UNDO),
                        Rule.SIGNATURE,
                        "Nobody signs that " + code + " is open again");
            case "refuted", "entered-in-error" -> {
                breaches.addUnless(
                        review.signed(change, Activity.REJECT) || review.signed(change, Activity.CHANGE),
                        Rule.SIGNATURE,
                        "Nobody signs that " + code + " is rejected");
                breaches.addUnless(
                        review.signed(change, Signature::hasReason),
                        Rule.REASON,
                        "Rejecting " + code + " needs a reason");
            }
            default ->
                breaches.add(
                        Rule.FIXED,
                        "The condition of " + code + " is provisional, confirmed, refuted or entered-in-error");
        }
    }

    private void judgeConfirmed(Change<Condition> change, Case review, Breaches breaches) {
        String code = code(change.after());
        boolean accepted = review.signed(change, Activity.ACCEPT)
                && change.before().isPresent()
                && stored.isProven(change.after());
        boolean rests = review.signed(
                change,
                one -> (one.activity() == Activity.ADD || one.activity() == Activity.CHANGE)
                        && EvidenceRules.rests(one));
        boolean signed = review.signed(
                change,
                one -> one.activity() == Activity.ACCEPT
                        || one.activity() == Activity.ADD
                        || one.activity() == Activity.CHANGE);
        if (!signed) {
            breaches.add(Rule.SIGNATURE, "Nobody signs that " + code + " is confirmed");
        } else {
            breaches.addUnless(
                    accepted || rests, Rule.EVIDENCE, code + " rests on no words, and no reason is given for that");
        }
        review.of(change).forEach(signature -> evidence.judge(signature, review.encounter(), breaches));
    }
}
