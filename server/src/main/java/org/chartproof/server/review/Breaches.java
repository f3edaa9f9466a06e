package org.chartproof.server.review;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;

/** The rules that a transaction breaks, all of them, so that a client is told once. */
final class Breaches {

    private record Breach(Rule rule, String what) {}

    private final Set<Breach> breaches = new LinkedHashSet<>();

    /**
     * @param what was wrong, in words for the client; codes may stand in it, words of a note never
     */
    void add(Rule rule, String what) {
        breaches.add(new Breach(rule, what));
    }

    void addUnless(boolean holds, Rule rule, String what) {
        if (!holds) {
            add(rule, what);
        }
    }

    /**
     * Ends the transaction if anything was broken.
     *
     * @throws BaseServerResponseException then
     */
    void refuse() {
        breaches.stream().map(Breach::rule).min(Enum::compareTo).ifPresent(first -> {
            throw refusal(first);
        });
    }

    private BaseServerResponseException refusal(Rule first) {
        OperationOutcome outcome = new OperationOutcome();
        for (Breach breach : breaches) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(breach.rule().issue())
                    .setDiagnostics(breach.what())
                    .getDetails()
                    .addCoding()
                    .setSystem(Canonical.REVIEW_RULE)
                    .setCode(breach.rule().code());
        }
        return new UnclassifiedServerFailureException(first.status(), "The review breaks rules", outcome);
    }

    /** The refusal of one breach. */
    static BaseServerResponseException of(Rule rule, String what) {
        Breaches one = new Breaches();
        one.add(rule, what);
        return one.refusal(rule);
    }
}
