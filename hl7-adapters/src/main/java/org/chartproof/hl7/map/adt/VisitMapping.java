package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterHospitalizationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;

/** PV1 and PV2 as Encounter. */
final class VisitMapping {

    private final Translation translation;
    private final Segment pv1;
    private final VisitEvent event;
    private final Encounter encounter;

    private VisitMapping(Translation translation, Segment pv1, VisitEvent event, Encounter encounter) {
        this.translation = translation;
        this.pv1 = pv1;
        this.event = event;
        this.encounter = encounter;
    }

    /** Finds and updates the visit of a message; makes it at first sight. */
    static Subject map(Translation translation, Patient patient, VisitEvent event) {
        Optional<Segment> pv1 = translation.message().first("PV1");
        VisitIdentifiers numbers = VisitIdentifiers.of(translation, event);
        Optional<Encounter> stored = numbers.find(patient);
        if (pv1.isEmpty()) {
            // An account number alone leads to a visit, and makes none.
            return stored.filter(one -> isOf(one, patient)).isPresent()
                    ? new Known(patient, stored)
                    : new Known(patient, Optional.empty());
        }
        if (stored.isPresent() && !isOf(stored.get(), patient)) {
            return new Refused(Refusals.visitOfAnotherPatient(pv1.get().place(19)));
        }
        Optional<Encounter> found = numbers.open(patient);
        if (found.isEmpty()) {
            translation.warn(
                    pv1.get().place(19),
                    "no-visit-number",
                    "No number of the visit and no time of its begin: it was left out.");
            return new Known(patient, Optional.empty());
        }
        if (numbers.isByTime()) {
            translation.warn(
                    pv1.get().place(19),
                    "no-visit-number",
                    "No number of the visit: it is told apart by patient and begin, or as the only one under way.");
        }
        Encounter encounter = found.get();
        numbers.addTo(encounter, patient, stored.isEmpty());
        encounter.setSubject(Translation.reference(patient));
        if (event == VisitEvent.MENTION && stored.isPresent()) {
            fillGaps(translation, pv1.get(), encounter);
        } else {
            new VisitMapping(translation, pv1.get(), event, encounter).update();
        }
        return new Known(patient, Optional.of(encounter));
    }

    private static boolean isOf(Encounter encounter, Patient patient) {
        return Translation.reference(patient)
                        .getReference()
                        .equals(encounter.getSubject().getReference())
                || !encounter.hasSubject();
    }

    private void update() {
        boolean begun = encounter.hasStatus();
        VisitClass.update(translation, pv1, event, encounter);
        period(begun);
        encounter.setStatus(VisitStatus.after(
                event,
                Optional.ofNullable(encounter.getStatus()),
                encounter.getPeriod().hasEnd(),
                VisitClass.isPreadmission(encounter)));
        VisitLocations.update(translation, pv1, event, encounter);
        VisitParticipants.update(translation, pv1, encounter);
        codes();
        hospitalization();
        translation.message().first("PV2").ifPresent(this::second);
    }

    private void period(boolean begun) {
        Update.one(
                pv1.value(44),
                value -> translation.types().times().dateTime(value, pv1.place(44)),
                start -> encounter.getPeriod().setStartElement(start));
        if (event == VisitEvent.BEGIN && !begun && !encounter.getPeriod().hasStart()) {
            translation.eventTime().ifPresent(time -> encounter.getPeriod().setStartElement(time));
        }
        if (event == VisitEvent.CANCEL_END) {
            encounter.getPeriod().setEndElement(null);
            return;
        }
        Update.one(pv1.value(45), value -> translation.types().times().dateTime(value, pv1.place(45)), end -> encounter
                .getPeriod()
                .setEndElement(end));
        if (event == VisitEvent.END && pv1.value(45).isAbsent()) {
            Optional<DateTimeType> time = translation.eventTime();
            if (!encounter.getPeriod().hasEnd() && time.isPresent()) {
                encounter.getPeriod().setEndElement(time.get());
            }
        }
    }

    private void codes() {
        Codes codes = translation.types().codes();
        Update.all(
                pv1.field(4),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0007"),
                encounter::setType);
        Update.one(
                pv1.field(10),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0069"),
                encounter::setServiceType);
    }

    private void hospitalization() {
        Codes codes = translation.types().codes();
        EncounterHospitalizationComponent stay = encounter.getHospitalization();
        Update.one(
                pv1.field(5),
                rep -> translation.types().identifiers().composite(rep, pv1.place(5)),
                stay::setPreAdmissionIdentifier);
        Update.one(
                pv1.field(13),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0092"),
                stay::setReAdmission);
        Update.one(
                pv1.field(14),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0023"),
                stay::setAdmitSource);
        Update.all(
                pv1.field(15),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0009"),
                stay::setSpecialArrangement);
        Update.all(
                pv1.field(16),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0099"),
                stay::setSpecialCourtesy);
        Update.all(
                pv1.field(38),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0114"),
                stay::setDietPreference);
        if (event == VisitEvent.CANCEL_END) {
            stay.setDischargeDisposition(null);
        } else {
            Update.one(
                    pv1.field(36),
                    rep -> codes.concept(rep, Vocabulary.DISCHARGE_DISPOSITION, pv1.place(36)),
                    stay::setDischargeDisposition);
        }
        if (stay.isEmpty()) {
            encounter.setHospitalization(null);
        }
    }

    private void second(Segment pv2) {
        Codes codes = translation.types().codes();
        Update.all(pv2.field(3), codes::concept, encounter::setReasonCode);
        Update.one(
                pv2.field(25),
                rep -> codes.concept(rep, Vocabulary.VISIT_PRIORITY, pv2.place(25)),
                encounter::setPriority);
        Update.one(
                pv2.value(11),
                value -> translation.types().quantities().number(value, pv2.place(11)),
                days -> encounter.setLength(
                        days == null
                                ? null
                                : (Duration) new Duration()
                                        .setValue(days)
                                        .setUnit("d")
                                        .setSystem("http://unitsofmeasure.org")
                                        .setCode("d")));
    }

    /** What the message says of a visit that is stored goes where nothing is; an end that is new ends the visit. */
    private static void fillGaps(Translation translation, Segment pv1, Encounter encounter) {
        Encounter said = new Encounter();
        new VisitMapping(translation, pv1, VisitEvent.MENTION, said).update();
        for (Property property : said.children()) {
            if (property.hasValues()
                    && !List.of("period", "status", "location").contains(property.getName())
                    && !encounter.getNamedProperty(property.getName()).hasValues()) {
                property.getValues().forEach(value -> encounter.setProperty(property.getName(), value));
            }
        }
        if (!encounter.getPeriod().hasStart() && said.getPeriod().hasStart()) {
            encounter.getPeriod().setStartElement(said.getPeriod().getStartElement());
        }
        if (!encounter.getPeriod().hasEnd() && said.getPeriod().hasEnd()) {
            encounter.getPeriod().setEndElement(said.getPeriod().getEndElement());
            if (encounter.getStatus() == EncounterStatus.INPROGRESS
                    || encounter.getStatus() == EncounterStatus.ONLEAVE) {
                encounter.setStatus(EncounterStatus.FINISHED);
            }
        }
    }
}
