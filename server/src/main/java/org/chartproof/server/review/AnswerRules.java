package org.chartproof.server.review;

import java.util.Optional;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;

/** The answer to a question about the documentation. It needs no case that is taken: its author is often somebody else than the coder. */
final class AnswerRules {

    private final Unchanged unchanged;

    AnswerRules(Unchanged unchanged) {
        this.unchanged = unchanged;
    }

    /** @param caller who asks, where that is known */
    void judge(Change<DetectedIssue> change, Optional<Person> caller, Breaches breaches) {
        if (change.before().isEmpty()) {
            breaches.add(Rule.FIXED, "The engine alone asks about the documentation");
            return;
        }
        DetectedIssue before = change.before().get();
        DetectedIssue after = change.after();
        breaches.addUnless(
                unchanged.question(before, after), Rule.FIXED, "Of a question its answer and status alone may change");
        breaches.addUnless(
                after.getStatus()
                        == (after.hasMitigation() ? DetectedIssueStatus.FINAL : DetectedIssueStatus.PRELIMINARY),
                Rule.FIXED,
                "A question is final with an answer, and preliminary without");
        for (DetectedIssueMitigationComponent answer : after.getMitigation()) {
            if (before.getMitigation().stream().noneMatch(answer::equalsDeep)) {
                judge(answer, caller, breaches);
            }
        }
    }

    private static void judge(DetectedIssueMitigationComponent answer, Optional<Person> caller, Breaches breaches) {
        Optional<Person> author = Person.of(answer.getAuthor());
        breaches.addUnless(author.isPresent(), Rule.SIGNATURE, "An answer names the person who gives it");
        boolean own = author.isEmpty() || caller.isEmpty() || caller.equals(author);
        breaches.addUnless(own, Rule.NOT_YOURS, "An answer is given by the person who asks for it to be stored");
        breaches.addUnless(
                answer.getAction().hasText() && !answer.getAction().getText().isBlank(),
                Rule.REASON,
                "An answer is given in words");
    }
}
