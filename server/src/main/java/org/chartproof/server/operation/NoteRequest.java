package org.chartproof.server.operation;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.Setting;
import org.chartproof.server.encounter.Chart;
import org.chartproof.server.intake.FactsIntake;
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
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Notes that come with a request, as the chart that they would be if they were stored. What is missing gets an identity that results
 * can refer to.
 *
 * @param text a note as plain text
 * @param documents documents with inline content or a contained Binary
 * @param encounter what is known of the visit
 * @param patient what is known of the patient
 * @param setting outpatient, emergency or inpatient, where the encounter doesn't say
 * @param date date of service, where the encounter has no period
 * @param sex where the patient has no gender
 * @param age in completed years on the date of service, where the patient has no birth date
 */
record NoteRequest(
        @Nullable StringType text,
        @Nullable List<DocumentReference> documents,
        @Nullable Encounter encounter,
        @Nullable Patient patient,
        @Nullable CodeType setting,
        @Nullable DateType date,
        @Nullable CodeType sex,
        @Nullable IntegerType age) {

    private static final String UNSAVED = "unsaved";
    private static final int OLDEST = 130;

    /**
     * The chart.
     *
     * @throws InvalidRequestException if there is nothing to code, no date of service, or a parameter has no sense
     */
    Chart chart() {
        List<DocumentReference> notes = notes();
        Encounter visit = visit();
        LocalDate serviceDate = FactsIntake.serviceDate(visit, notes)
                .orElseThrow(
                        () -> new InvalidRequestException("The date of service is needed to choose a code set: send"
                                + " parameter 'date', e.g. 2026-05-04, or an encounter with a period."));
        Patient person = person(serviceDate);
        if (!visit.getSubject().hasReference()) {
            visit.setSubject(subject(person, notes));
        }
        String subjectId = visit.getSubject().getReferenceElement().getIdPart();
        if (!person.hasId()) {
            person.setId(subjectId);
        } else if (!person.getIdElement().getIdPart().equals(subjectId)) {
            throw new InvalidRequestException("Parameter 'patient' is not the subject of parameter 'encounter'.");
        }
        identify(notes, visit);
        return new Chart(visit, Optional.of(person), List.of(), notes);
    }

    /** Of whom the notes are: the patient who was sent, else the one that the documents name. */
    private static Reference subject(Patient person, List<DocumentReference> notes) {
        if (person.hasId()) {
            return new Reference("Patient/" + person.getIdElement().getIdPart());
        }
        List<String> named = notes.stream()
                .map(DocumentReference::getSubject)
                .filter(Reference::hasReference)
                .map(Reference::getReference)
                .distinct()
                .toList();
        if (named.size() > 1) {
            throw new InvalidRequestException("The documents are of different patients: send those of one encounter.");
        }
        return new Reference(named.isEmpty() ? "Patient/" + UNSAVED : named.get(0));
    }

    private List<DocumentReference> notes() {
        List<DocumentReference> notes = new ArrayList<>();
        if (documents != null) {
            documents.forEach(document -> notes.add(document.copy()));
        }
        if (text != null && text.hasValue()) {
            DocumentReference document = new DocumentReference();
            document.addContent()
                    .getAttachment()
                    .setContentType("text/plain; charset=utf-8")
                    .setData(text.getValue().getBytes(StandardCharsets.UTF_8));
            notes.add(document);
        }
        if (notes.isEmpty()) {
            throw new InvalidRequestException("Nothing to code: send parameter 'text', or 'document' with a"
                    + " DocumentReference that has its content inline.");
        }
        return notes;
    }

    private Encounter visit() {
        Encounter visit = encounter == null ? new Encounter() : encounter.copy();
        if (!visit.hasId()) {
            visit.setId(UNSAVED);
        }
        if (!visit.hasStatus()) {
            visit.setStatus(EncounterStatus.FINISHED);
        }
        if (!visit.hasClass_() || setting != null) {
            visit.getClass_()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    .setCode(actCode());
        }
        if (date != null && date.hasValue()) {
            if (date.getPrecision() != TemporalPrecisionEnum.DAY) {
                throw new InvalidRequestException("Parameter 'date' is a day, e.g. 2026-05-04.");
            }
            visit.getPeriod().getStartElement().setValueAsString(date.getValueAsString());
            visit.getPeriod().getEndElement().setValueAsString(date.getValueAsString());
        }
        return visit;
    }

    private String actCode() {
        String name = setting != null && setting.hasValue() ? setting.getValue() : "outpatient";
        for (Setting one : Setting.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return switch (one) {
                    case OUTPATIENT -> "AMB";
                    case EMERGENCY -> "EMER";
                    case INPATIENT -> "IMP";
                };
            }
        }
        throw new InvalidRequestException("Parameter 'setting' is one of outpatient, emergency, inpatient.");
    }

    private Patient person(LocalDate serviceDate) {
        Patient person = patient == null ? new Patient() : patient.copy();
        if (sex != null && sex.hasValue()) {
            person.setGender(gender(sex.getValue()));
        }
        if (age != null && age.hasValue()) {
            if (age.getValue() < 0 || age.getValue() > OLDEST) {
                throw new InvalidRequestException("Parameter 'age' is in completed years, 0 to " + OLDEST + ".");
            }
            person.getBirthDateElement()
                    .setValueAsString(serviceDate.minusYears(age.getValue()).toString());
        }
        return person;
    }

    private static AdministrativeGender gender(String sex) {
        return switch (sex) {
            case "female" -> AdministrativeGender.FEMALE;
            case "male" -> AdministrativeGender.MALE;
            case "unknown" -> AdministrativeGender.UNKNOWN;
            default -> throw new InvalidRequestException("Parameter 'sex' is one of female, male, unknown.");
        };
    }

    /** Gives each document the identity that results refer to, and what a stored one would have. */
    private static void identify(List<DocumentReference> notes, Encounter visit) {
        Date at = visit.getPeriod().hasStart() ? visit.getPeriod().getStart() : new Date(0);
        Set<String> ids = new HashSet<>();
        for (DocumentReference document : notes) {
            String id = document.hasId() ? document.getIdElement().getIdPart() : UNSAVED + "-" + (ids.size() + 1);
            if (!ids.add(id)) {
                throw new InvalidRequestException("Two documents have the same id: give each its own, or none.");
            }
            String version = document.getIdElement().getVersionIdPart();
            document.setId(new IdType("DocumentReference", id, version == null ? "1" : version));
            document.getMeta().setLastUpdated(at);
            if (!document.hasStatus()) {
                document.setStatus(DocumentReferenceStatus.CURRENT);
            }
            if (!document.getSubject().hasReference()) {
                document.setSubject(visit.getSubject());
            }
        }
    }
}
