package org.chartproof.server.admin;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Date;
import java.util.Optional;
import org.chartproof.server.queue.Parked;
import org.chartproof.server.queue.QueueFigures;
import org.chartproof.server.queue.WorkQueue;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;

/** {@code $coding-queue} and {@code $coding-retry}. */
public final class QueueProvider {

    private static final int MOST_LISTED = 500;

    private final WorkQueue queue;
    private final Runnable wakeWorkers;

    public QueueProvider(WorkQueue queue, Runnable wakeWorkers) {
        this.queue = queue;
        this.wakeWorkers = wakeWorkers;
    }

    /**
     * {@code GET [base]/$coding-queue}: depth, age of the oldest change in seconds, and each document or change that waits for a
     * person, with an OperationOutcome that says why.
     */
    @Operation(name = "$coding-queue", idempotent = true)
    public Parameters state() {
        QueueFigures figures = queue.figures();
        Parameters answer = new Parameters();
        answer.addParameter("depth", new IntegerType((int) figures.depth()));
        answer.addParameter(
                "oldest-seconds", new UnsignedIntType((int) figures.oldest().toSeconds()));
        answer.addParameter("waiting", new IntegerType((int) figures.waiting()));
        answer.addParameter("dead-letters", new IntegerType((int) figures.dead()));
        for (Parked parked : queue.parked(MOST_LISTED)) {
            answer.addParameter(describe(parked));
        }
        return answer;
    }

    private static ParametersParameterComponent describe(Parked parked) {
        ParametersParameterComponent part = new ParametersParameterComponent(new StringType("parked"));
        boolean dead = parked.kind() == Parked.Kind.DEAD;
        part.addPart().setName("kind").setValue(new CodeType(dead ? "dead-letter" : "waiting"));
        part.addPart().setName("resource").setValue(new Reference(parked.resource()));
        part.addPart().setName("tries").setValue(new IntegerType(parked.tries()));
        part.addPart().setName("since").setValue(new DateTimeType(Date.from(parked.since())));
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(dead ? IssueType.EXCEPTION : IssueType.NOTSUPPORTED)
                .setDiagnostics(parked.reason())
                .getDetails()
                .addCoding()
                .setSystem("https://chartproof.org/fhir/CodeSystem/waiting-reason")
                .setCode(parked.reasonCode());
        part.addPart().setName("outcome").setResource(outcome);
        return part;
    }

    /**
     * {@code POST [base]/$coding-retry}: tries again what waits.
     *
     * @param resource one resource, e.g. {@code DocumentReference/x}; or
     * @param all true: everything that waits
     */
    @Operation(name = "$coding-retry")
    public Parameters retry(
            @OperationParam(name = "resource") @Nullable StringType resource,
            @OperationParam(name = "all") org.hl7.fhir.r4.model.@Nullable BooleanType all) {
        boolean everything = all != null && all.booleanValue();
        if (everything == (resource != null)) {
            throw new InvalidRequestException(
                    "Say what to try again: parameter 'resource' with a reference such as DocumentReference/x, or 'all' true.");
        }
        int count = queue.retry(resource == null ? Optional.empty() : Optional.of(resource.getValue()));
        wakeWorkers.run();
        return new Parameters().addParameter("retried", new IntegerType(count));
    }
}
