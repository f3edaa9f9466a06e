package org.chartproof.server.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.transaction.support.TransactionSynchronization;

/** What a transaction has changed of codings so far; has it judged when the transaction is about to commit. */
final class Pending implements TransactionSynchronization {

    private final ReviewRules rules;
    private final Set<String> versioned;
    private final Optional<Person> caller;
    private final Runnable end;
    private final Map<String, Change<Resource>> changes = new LinkedHashMap<>();

    /**
     * @param versioned which resources were to be changed in one version alone
     * @param end called when the transaction is over
     */
    Pending(ReviewRules rules, Set<String> versioned, Optional<Person> caller, Runnable end) {
        this.rules = rules;
        this.versioned = versioned;
        this.caller = caller;
        this.end = end;
    }

    /** A resource that is stored twice in a transaction has changed from the first to the last. */
    void add(Optional<Resource> before, Resource after) {
        changes.merge(
                Change.key(after),
                new Change<>(before, after),
                (earlier, later) -> new Change<>(earlier.before(), later.after()));
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        Breaches breaches = new Breaches();
        List<Signature> signatures = new ArrayList<>();
        for (Change<Resource> change : changes.values()) {
            if (change.after() instanceof Provenance provenance) {
                Optional<Signature> signature = Signature.of(provenance);
                signature.ifPresent(signatures::add);
                breaches.addUnless(
                        signature.isPresent(),
                        Rule.SIGNATURE,
                        "A decision is signed by a verifier or attester who is a person");
            }
            if (change.after() instanceof DetectedIssue question) {
                rules.judgeAnswer(
                        new Change<>(change.before().map(DetectedIssue.class::cast), question), caller, breaches);
            }
        }
        for (String encounter : encounters(breaches)) {
            rules.judge(of(encounter, signatures), versioned, caller, breaches);
        }
        breaches.refuse();
    }

    private Set<String> encounters(Breaches breaches) {
        Set<String> encounters = new LinkedHashSet<>();
        for (Change<Resource> change : changes.values()) {
            if (Results.is(change.after())
                    || change.before().filter(Results::is).isPresent()) {
                Optional<String> now = Results.encounter(change.after());
                boolean same = now.isPresent()
                        && change.before().map(Results::encounter).orElse(now).equals(now);
                breaches.addUnless(same, Rule.FIXED, change.after().fhirType() + " belongs to one encounter for good");
                now.ifPresent(encounters::add);
            }
        }
        return encounters;
    }

    private Case of(String encounter, List<Signature> signatures) {
        return new Case(
                encounter,
                only(Claim.class, encounter).stream().findFirst(),
                only(Condition.class, encounter),
                only(Task.class, encounter).stream().findFirst(),
                signatures);
    }

    private <T extends Resource> List<Change<T>> only(Class<T> type, String encounter) {
        return changes.values().stream()
                .filter(change -> type.isInstance(change.after())
                        && Results.encounter(change.after())
                                .filter(encounter::equals)
                                .isPresent())
                .map(change -> new Change<>(change.before().map(type::cast), type.cast(change.after())))
                .toList();
    }

    @Override
    public void afterCompletion(int status) {
        end.run();
    }
}
