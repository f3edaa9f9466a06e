package org.chartproof.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.Setting;
import org.chartproof.server.encounter.Chart;
import org.chartproof.server.encounter.ChartCoder;
import org.chartproof.server.encounter.ChartStore;
import org.chartproof.server.intake.Intake;
import org.chartproof.server.writeback.CodedChart;
import org.chartproof.server.writeback.CoderDevice;
import org.chartproof.server.writeback.ResultBundle;
import org.chartproof.server.writeback.Route;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** {@code POST $code-note}, on the server, on an Encounter and on a DocumentReference. POST alone: no note text in a URL. */
public final class CodeNoteProvider {

    private static final String UNSAVED = "unsaved";

    private final ChartStore store;
    private final ChartCoder coder;
    private final Route.Bands bands;
    private final String version;

    public CodeNoteProvider(ChartStore store, ChartCoder coder, Route.Bands bands, String version) {
        this.store = store;
        this.coder = coder;
        this.bands = bands;
        this.version = version;
    }

    /**
     * Codes a note that comes with the request.
     *
     * @param text its text; or
     * @param documents documents with inline content
     * @param encounter the encounter, where there is more to say of it than the parameters below
     * @param setting outpatient (default), emergency or inpatient
     * @param date date of service; needed unless the encounter has a period
     * @param sex female, male or unknown
     * @param age in completed years
     */
    @Operation(name = "$code-note")
    public Bundle code(
            @OperationParam(name = "text") @Nullable StringType text,
            @OperationParam(name = "document") @Nullable List<DocumentReference> documents,
            @OperationParam(name = "encounter") @Nullable Encounter encounter,
            @OperationParam(name = "setting") @Nullable CodeType setting,
            @OperationParam(name = "date") @Nullable DateType date,
            @OperationParam(name = "sex") @Nullable CodeType sex,
            @OperationParam(name = "age") @Nullable IntegerType age) {
        List<DocumentReference> given = new ArrayList<>(documents == null ? List.of() : documents);
        if (text != null && !text.isEmpty()) {
            given.add(plainText(text.getValue()));
        }
        if (given.isEmpty()) {
            throw new InvalidRequestException("Nothing to code: send parameter 'text', or 'document' with a"
                    + " DocumentReference that has its content inline.");
        }
        Encounter visit = encounter == null ? visit(setting, date) : encounter.copy();
        if (!visit.hasId()) {
            visit.setId(UNSAVED);
        }
        Patient patient = patient(visit, sex, age);
        Date now = visit.getPeriod().hasStart() ? visit.getPeriod().getStart() : new Date(0);
        for (int i = 0; i < given.size(); i++) {
            prepare(given.get(i), i, visit, now);
        }
        return answer(new Chart(visit, Optional.of(patient), List.of(), given));
    }

    /** Codes a stored encounter as it stands. */
    @Operation(name = "$code-note", typeName = "Encounter")
    public Bundle codeEncounter(@IdParam IdType id) {
        return answer(store.chart(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id)));
    }

    /** Codes a stored document alone. */
    @Operation(name = "$code-note", typeName = "DocumentReference")
    public Bundle codeDocument(@IdParam IdType id) {
        DocumentReference document =
                store.document(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
        Chart chart = document.getContext().getEncounter().stream()
                .map(Reference::getReferenceElement)
                .flatMap(reference -> store.chart(String.valueOf(reference.getIdPart())).stream())
                .findFirst()
                .orElseThrow(() -> new UnprocessableEntityException("The document names no stored encounter."));
        return answer(new Chart(chart.encounter(), chart.patient(), chart.coverages(), List.of(document)));
    }

    private static DocumentReference plainText(String text) {
        DocumentReference document = new DocumentReference();
        document.addContent()
                .getAttachment()
                .setContentType("text/plain; charset=utf-8")
                .setData(text.getBytes(StandardCharsets.UTF_8));
        return document;
    }

    private static Encounter visit(@Nullable CodeType setting, @Nullable DateType date) {
        if (date == null || date.isEmpty()) {
            throw new InvalidRequestException(
                    "The date of service is needed to choose a code set: send parameter 'date', e.g. 2026-05-04.");
        }
        Encounter visit = new Encounter();
        visit.setStatus(EncounterStatus.FINISHED);
        visit.getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode(actCode(setting == null ? "outpatient" : setting.getValue()));
        visit.getPeriod().getStartElement().setValueAsString(date.getValueAsString());
        visit.getPeriod().getEndElement().setValueAsString(date.getValueAsString());
        return visit;
    }

    private static String actCode(String setting) {
        try {
            return switch (Setting.valueOf(setting.toUpperCase(Locale.ROOT))) {
                case OUTPATIENT -> "AMB";
                case EMERGENCY -> "EMER";
                case INPATIENT -> "IMP";
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("Parameter 'setting' is one of outpatient, emergency, inpatient.");
        }
    }

    private static Patient patient(Encounter visit, @Nullable CodeType sex, @Nullable IntegerType age) {
        Patient patient = new Patient();
        patient.setId(visit.getSubject().hasReference()
                ? visit.getSubject().getReferenceElement().getIdPart()
                : UNSAVED);
        if (!visit.getSubject().hasReference()) {
            visit.setSubject(new Reference("Patient/" + UNSAVED));
        }
        if (sex != null) {
            patient.setGender(gender(sex.getValue()));
        }
        if (age != null && visit.getPeriod().hasStart()) {
            LocalDate day =
                    LocalDate.parse(visit.getPeriod().getStartElement().getValueAsString().substring(0, 10));
            patient.getBirthDateElement()
                    .setValueAsString(day.minusYears(age.getValue()).toString());
        }
        return patient;
    }

    private static AdministrativeGender gender(String sex) {
        return switch (sex) {
            case "female" -> AdministrativeGender.FEMALE;
            case "male" -> AdministrativeGender.MALE;
            case "unknown" -> AdministrativeGender.UNKNOWN;
            default -> throw new InvalidRequestException("Parameter 'sex' is one of female, male, unknown.");
        };
    }

    /** Gives what came unsaved the identity that results refer to. */
    private static void prepare(DocumentReference document, int index, Encounter visit, Date at) {
        String id = document.hasId() ? document.getIdElement().getIdPart() : UNSAVED + "-" + (index + 1);
        document.setId(new IdType("DocumentReference", id, "1"));
        document.getMeta().setLastUpdated(at);
        document.setStatus(DocumentReferenceStatus.CURRENT);
        document.setSubject(visit.getSubject());
    }

    private Bundle answer(Chart chart) {
        ChartCoder.Result result = coder.code(chart);
        if (!result.waiting().isEmpty()) {
            Intake.Waiting why = result.waiting().get(0).why();
            throw new UnprocessableEntityException(why.reason().code() + ": " + why.message());
        }
        Bundle bundle = new Bundle();
        bundle.setType(BundleType.COLLECTION);
        if (result.coded().isEmpty()) {
            return bundle;
        }
        CodedChart coded = result.coded().get();
        add(bundle, CoderDevice.of(version));
        ResultBundle.resources(coded, bands).forEach(resource -> add(bundle, resource));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl("https://chartproof.org/fhir/" + resource.fhirType() + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource);
    }
}
