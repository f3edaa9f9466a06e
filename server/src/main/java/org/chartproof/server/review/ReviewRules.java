package org.chartproof.server.review;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** All rules of a review, over what one transaction changes of one encounter's coding. */
final class ReviewRules {

    private final Stored stored;
    private final TaskRules tasks;
    private final ClaimRules claims;
    private final ConditionRules conditions;
    private final AnswerRules answers;

    ReviewRules(Stored stored, TaskRules tasks, ClaimRules claims, ConditionRules conditions, AnswerRules answers) {
        this.stored = stored;
        this.tasks = tasks;
        this.claims = claims;
        this.conditions = conditions;
        this.answers = answers;
    }

    /** Judges what is done to a question about the documentation. */
    void judgeAnswer(Change<DetectedIssue> change, Optional<Person> caller, Breaches breaches) {
        answers.judge(change, caller, breaches);
    }

    /** Says in a task until when its owner has it. */
    void stamp(Task task) {
        tasks.stamp(task);
    }

    /**
     * Judges.
     *
     * @param versioned the resources, by type and id, that were to be changed in one version alone
     * @param caller who asks, where that is known
     */
    void judge(Case review, Set<String> versioned, Optional<Person> caller, Breaches breaches) {
        Stream.of(review.claim(), review.task())
                .flatMap(Optional::stream)
                .filter(change -> change.before().isPresent() && !versioned.contains(change.key()))
                .forEach(change -> breaches.add(
                        Rule.VERSION_REQUIRED, change.key() + " is changed with If-Match: the version that was read"));
        judgePersons(review, caller, breaches);
        review.task().ifPresent(change -> tasks.judge(change, caller, claim(review), breaches));
        if (review.decides()) {
            judgeTaken(review, breaches);
        }
        boolean closes = review.claim().isEmpty()
                && review.task()
                        .filter(change -> change.after().getStatus() == TaskStatus.COMPLETED)
                        .isPresent();
        if (closes) {
            claims.judgeClosed(review, breaches);
        }
        review.conditions().forEach(change -> conditions.judge(change, review, breaches));
        review.claim().ifPresent(change -> claims.judge(change, review, breaches));
    }

    private Optional<Claim> claim(Case review) {
        return review.claim().map(Change::after).or(() -> stored.claim(review.encounter()));
    }

    private static void judgePersons(Case review, Optional<Person> caller, Breaches breaches) {
        Set<Person> persons = Stream.concat(
                        review.signatures().stream().map(Signature::person),
                        review.task().flatMap(change -> Person.of(change.after().getOwner())).stream())
                .collect(Collectors.toSet());
        boolean one = persons.size() <= 1
                && caller.filter(known -> !persons.stream().allMatch(known::equals))
                        .isEmpty();
        breaches.addUnless(one, Rule.NOT_YOURS, "Decisions are signed, and cases taken, by the person who asks");
    }

    private static void judgeTaken(Case review, Breaches breaches) {
        Optional<Task> task = review.task().map(Change::after);
        boolean taken = task.filter(
                        one -> one.getStatus() == TaskStatus.INPROGRESS || one.getStatus() == TaskStatus.COMPLETED)
                .flatMap(one -> Person.of(one.getOwner()))
                .filter(owner ->
                        review.signatures().stream().anyMatch(signature -> Objects.equals(owner, signature.person())))
                .isPresent();
        breaches.addUnless(
                taken,
                Rule.NOT_TAKEN,
                "The reviewer takes the case: the task in-progress under their name, in the same transaction");
    }
}
