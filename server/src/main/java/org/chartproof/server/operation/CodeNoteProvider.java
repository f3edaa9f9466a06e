package org.chartproof.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chartproof.server.encounter.Chart;
import org.chartproof.server.encounter.ChartCoder;
import org.chartproof.server.intake.Intake.Waiting;
import org.chartproof.server.intake.WaitingReason;
import org.chartproof.server.writeback.CoderDevice;
import org.chartproof.server.writeback.ResultBundle;
import org.chartproof.server.writeback.Route;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST $code-note}, on the server, on an Encounter and on a DocumentReference. POST alone: no note text in a URL.
 *
 * <p>The answer is a Bundle of the resources that write-back would store, and an OperationOutcome about documents that could not be
 * read, where others could.
 */
public final class CodeNoteProvider {

    private final Function<String, Optional<Chart>> charts;
    private final Function<String, Optional<DocumentReference>> storedDocuments;
    private final ChartCoder coder;
    private final Route.Bands bands;
    private final String version;

    /**
     * @param charts the stored chart of an encounter, by its id
     * @param storedDocuments a stored document, by its id
     * @param version of the engine
     */
    public CodeNoteProvider(
            Function<String, Optional<Chart>> charts,
            Function<String, Optional<DocumentReference>> storedDocuments,
            ChartCoder coder,
            Route.Bands bands,
            String version) {
        this.charts = charts;
        this.storedDocuments = storedDocuments;
        this.coder = coder;
        this.bands = bands;
        this.version = version;
    }

    /**
     * Codes notes that come with the request.
     *
     * @param text a note as plain text; or
     * @param documents documents with inline content or a contained Binary
     * @param encounter the encounter, where there is more to say of it than the parameters below
     * @param patient the patient, where there is more to say than the parameters below
     * @param setting outpatient (default), emergency or inpatient; goes before the encounter's class
     * @param date date of service; needed unless the encounter has a period or a document a date
     * @param sex female, male or unknown
     * @param age in completed years, 0..130
     */
    @Operation(name = "$code-note")
    public Bundle code(
            @OperationParam(name = "text") @Nullable StringType text,
            @OperationParam(name = "document") @Nullable List<DocumentReference> documents,
            @OperationParam(name = "encounter") @Nullable Encounter encounter,
            @OperationParam(name = "patient") @Nullable Patient patient,
            @OperationParam(name = "setting") @Nullable CodeType setting,
            @OperationParam(name = "date") @Nullable DateType date,
            @OperationParam(name = "sex") @Nullable CodeType sex,
            @OperationParam(name = "age") @Nullable IntegerType age) {
        return answer(new NoteRequest(text, documents, encounter, patient, setting, date, sex, age).chart());
    }

    /** Codes a stored encounter as it stands. */
    @Operation(name = "$code-note", typeName = "Encounter")
    public Bundle codeEncounter(@IdParam IdType id) {
        return answer(charts.apply(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id)));
    }

    /** Codes a stored document alone. */
    @Operation(name = "$code-note", typeName = "DocumentReference")
    public Bundle codeDocument(@IdParam IdType id) {
        DocumentReference document =
                storedDocuments.apply(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
        if (document.getContext().getEncounter().isEmpty()) {
            throw refused(outcome(List.of(issue(WaitingReason.NO_ENCOUNTER))));
        }
        Chart chart = document.getContext().getEncounter().stream()
                .map(Reference::getReferenceElement)
                .filter(reference -> reference.hasIdPart())
                .flatMap(reference -> charts.apply(reference.getIdPart()).stream())
                .findFirst()
                .orElseThrow(() -> refused(outcome(List.of(issue(WaitingReason.ENCOUNTER_MISSING)))));
        return answer(new Chart(chart.encounter(), chart.patient(), chart.coverages(), List.of(document)));
    }

    private Bundle answer(Chart chart) {
        ChartCoder.Result result = coder.code(chart);
        if (result.coded().isEmpty()) {
            throw refused(result.waiting().isEmpty() ? nothingCounts() : unread(result, IssueSeverity.ERROR));
        }
        Bundle bundle = new Bundle();
        bundle.setType(BundleType.COLLECTION);
        add(bundle, CoderDevice.of(version));
        ResultBundle.resources(result.coded().get(), bands).forEach(resource -> add(bundle, resource));
        if (!result.waiting().isEmpty()) {
            bundle.addEntry().setResource(unread(result, IssueSeverity.WARNING));
        }
        return bundle;
    }

    private static OperationOutcome unread(ChartCoder.Result result, IssueSeverity severity) {
        return outcome(result.waiting().stream()
                .map(document -> {
                    OperationOutcomeIssueComponent issue = document.why().issue(severity);
                    return issue.setDiagnostics("DocumentReference/" + document.id() + ": " + issue.getDiagnostics());
                })
                .toList());
    }

    private static OperationOutcome nothingCounts() {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(IssueSeverity.ERROR);
        issue.setCode(IssueType.BUSINESSRULE);
        issue.setDiagnostics(
                "Nothing to code: the encounter is cancelled, or has no document that is neither superseded nor"
                        + " entered in error.");
        return outcome(List.of(issue));
    }

    private static OperationOutcomeIssueComponent issue(WaitingReason reason) {
        return new Waiting(reason, "").issue(IssueSeverity.ERROR);
    }

    private static OperationOutcome outcome(List<OperationOutcomeIssueComponent> issues) {
        OperationOutcome outcome = new OperationOutcome();
        issues.forEach(outcome::addIssue);
        return outcome;
    }

    private static UnprocessableEntityException refused(OperationOutcome outcome) {
        return new UnprocessableEntityException(outcome.getIssueFirstRep().getDiagnostics(), outcome);
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl("https://chartproof.org/fhir/" + resource.fhirType() + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource);
    }
}
