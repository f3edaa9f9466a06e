package org.chartproof.server.review;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.Stage;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** Who has a case, and until when. */
final class TaskRules {

    private static final Set<TaskStatus> HELD = Set.of(TaskStatus.INPROGRESS, TaskStatus.ONHOLD);
    private static final int ON_HOLD_LEASES = 30;

    private final Leases leases;
    private final Clock clock;
    private final Unchanged unchanged;

    TaskRules(Leases leases, Clock clock, Unchanged unchanged) {
        this.leases = leases;
        this.clock = clock;
        this.unchanged = unchanged;
    }

    /** Says in a task until when its owner has it. Before it is stored. */
    void stamp(Task task) {
        task.getExtension().removeIf(extension -> Canonical.REVIEW_LEASE.equals(extension.getUrl()));
        if (HELD.contains(task.getStatus())) {
            int times = task.getStatus() == TaskStatus.ONHOLD ? ON_HOLD_LEASES : 1;
            Instant end = clock.instant().plus(leases.length().multipliedBy(times));
            task.addExtension(new Extension(Canonical.REVIEW_LEASE, new InstantType(java.util.Date.from(end))));
        }
    }

    /**
     * @param caller who asks, where that is known
     * @param claim as the transaction leaves it
     */
    void judge(Change<Task> change, Optional<Person> caller, Optional<Claim> claim, Breaches breaches) {
        Task after = change.after();
        if (change.before().isEmpty()) {
            breaches.add(Rule.FIXED, "The engine makes the task of a review");
            return;
        }
        Task before = change.before().get();
        breaches.addUnless(
                unchanged.task(before, after), Rule.FIXED, "Only status, owner and notes of the task may change");
        Optional<Person> owner = Person.of(after.getOwner());
        if (HELD.contains(after.getStatus()) || after.getStatus() == TaskStatus.COMPLETED) {
            breaches.addUnless(owner.isPresent(), Rule.FIXED, "The task needs an owner who is a person");
        } else {
            breaches.addUnless(!after.hasOwner(), Rule.FIXED, "A task that nobody has taken has no owner");
        }
        judgeHolder(before, owner.or(() -> caller), caller, breaches);
        judgeStatus(after, claim, breaches);
    }

    private void judgeHolder(Task before, Optional<Person> now, Optional<Person> caller, Breaches breaches) {
        Optional<Person> holder = HELD.contains(before.getStatus()) ? Person.of(before.getOwner()) : Optional.empty();
        Optional<Instant> end = end(before).filter(until -> until.isAfter(clock.instant()));
        boolean inOtherHands = holder.isPresent() && now.isPresent() && !holder.equals(now) && end.isPresent();
        boolean supervisor = caller.filter(leases::supervises).isPresent();
        if (inOtherHands && !supervisor) {
            breaches.add(Rule.TAKEN, "Another reviewer has the case until " + end.get());
        }
    }

    private static Optional<Instant> end(Task task) {
        Extension lease = task.getExtensionByUrl(Canonical.REVIEW_LEASE);
        return lease != null && lease.getValue() instanceof InstantType instant
                ? Optional.of(instant.getValue().toInstant())
                : Optional.empty();
    }

    private static void judgeStatus(Task after, Optional<Claim> claim, Breaches breaches) {
        boolean ended = claim.map(Claim::getStatus)
                .filter(status -> status == ClaimStatus.ACTIVE || status == ClaimStatus.CANCELLED)
                .isPresent();
        switch (after.getStatus()) {
            case COMPLETED ->
                breaches.addUnless(ended, Rule.INCOMPLETE, "The review ends with the claim attested or cancelled");
            case DRAFT, READY -> {
                boolean goesOn = claim.map(one -> one.getExtensionByUrl(Canonical.CODING_STAGE))
                        .map(stage -> stage.getValue().primitiveValue())
                        .filter(Stage.CONCURRENT.code()::equals)
                        .isPresent();
                breaches.addUnless(
                        goesOn == (after.getStatus() == TaskStatus.DRAFT),
                        Rule.FIXED,
                        "Given back, the task is ready; draft while the encounter goes on");
            }
            case INPROGRESS, ONHOLD -> {
                // Held: judged above.
            }
            default -> breaches.add(Rule.FIXED, "A review's task is draft, ready, in-progress, on-hold or completed");
        }
    }
}
