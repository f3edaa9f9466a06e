package org.chartproof.server.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Task;

/**
 * What one transaction changes of the coding of one encounter.
 *
 * @param encounter its id
 * @param claim its claim, if that changes
 * @param conditions those that change
 * @param task its review task, if that changes
 * @param signatures all of the transaction
 */
record Case(
        String encounter,
        Optional<Change<Claim>> claim,
        List<Change<Condition>> conditions,
        Optional<Change<Task>> task,
        List<Signature> signatures) {

    Case {
        conditions = List.copyOf(conditions);
        signatures = List.copyOf(signatures);
    }

    /** Whether anything is decided, and not only who has the case. */
    boolean decides() {
        return claim.isPresent() || !conditions.isEmpty();
    }

    /** The signatures of a change. */
    Stream<Signature> of(Change<?> change) {
        return signatures.stream().filter(signature -> signature.covers(change.key()));
    }

    boolean signed(Change<?> change, Predicate<Signature> how) {
        return of(change).anyMatch(how);
    }

    boolean signed(Change<?> change, Activity activity) {
        return signed(change, signature -> signature.activity() == activity);
    }
}
