package org.chartproof.hl7.map.adt;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.feed.UnknownEvents;
import org.chartproof.hl7.map.EventMapping;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.StoredOnly;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.adt.VisitMoves.Naming;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/** The events of ADT, and what is done with events that have no mapping of their own. */
public final class AdtEvents {

    private static final Map<String, VisitEvent> OF_VISITS = Map.ofEntries(
            entry("A01", VisitEvent.BEGIN),
            entry("A02", VisitEvent.TRANSFER),
            entry("A03", VisitEvent.END),
            entry("A04", VisitEvent.BEGIN),
            entry("A05", VisitEvent.PLAN),
            entry("A06", VisitEvent.TO_INPATIENT),
            entry("A07", VisitEvent.TO_OUTPATIENT),
            entry("A08", VisitEvent.UPDATE),
            entry("A09", VisitEvent.TRACK),
            entry("A10", VisitEvent.TRANSFER),
            entry("A11", VisitEvent.CANCEL),
            entry("A12", VisitEvent.CANCEL_TRANSFER),
            entry("A13", VisitEvent.CANCEL_END),
            entry("A14", VisitEvent.PLAN),
            entry("A15", VisitEvent.TRACK),
            entry("A16", VisitEvent.TRACK),
            entry("A21", VisitEvent.LEAVE),
            entry("A22", VisitEvent.RETURN),
            entry("A23", VisitEvent.CANCEL),
            entry("A25", VisitEvent.TRACK),
            entry("A26", VisitEvent.TRACK),
            entry("A27", VisitEvent.CANCEL),
            entry("A32", VisitEvent.TRACK),
            entry("A33", VisitEvent.TRACK),
            entry("A38", VisitEvent.CANCEL),
            entry("A52", VisitEvent.RETURN),
            entry("A53", VisitEvent.LEAVE),
            entry("A54", VisitEvent.UPDATE),
            entry("A55", VisitEvent.UPDATE),
            entry("A60", VisitEvent.MENTION),
            entry("A61", VisitEvent.UPDATE),
            entry("A62", VisitEvent.UPDATE));

    private AdtEvents() {}

    /** The mappings, by event. */
    public static Map<String, EventMapping> mappings() {
        Map<String, EventMapping> mappings = new HashMap<>();
        OF_VISITS.forEach((trigger, event) -> mappings.put(trigger, translation -> visit(translation, event)));
        mappings.put("A17", AdtEvents::swap);
        mappings.put("A28", AdtEvents::person);
        mappings.put("A29", AdtEvents::removed);
        mappings.put("A31", AdtEvents::person);
        for (String merge : new String[] {"A18", "A30", "A34", "A36", "A39", "A40"}) {
            mappings.put(merge, PatientMerge::merge);
        }
        for (String renumbering : new String[] {"A46", "A47", "A48"}) {
            mappings.put(renumbering, PatientMerge::renumber);
        }
        mappings.put("A35", translation -> VisitMoves.renumber(translation, Naming.ACCOUNT));
        mappings.put("A41", translation -> VisitMoves.renumber(translation, Naming.ACCOUNT));
        mappings.put("A42", VisitMoves::merge);
        mappings.put("A44", translation -> VisitMoves.move(translation, Naming.ACCOUNT));
        mappings.put("A45", translation -> VisitMoves.move(translation, Naming.VISIT));
        mappings.put("A49", translation -> VisitMoves.renumber(translation, Naming.ACCOUNT));
        mappings.put("A50", translation -> VisitMoves.renumber(translation, Naming.VISIT));
        Map<String, EventMapping> byEvent = new HashMap<>();
        mappings.forEach((trigger, mapping) -> byEvent.put("ADT^" + trigger, mapping));
        return byEvent;
    }

    /** What is done with any other event: refused if the feed says so; else patient and visit are taken from it. */
    public static Mapping unknown(Translation translation) {
        if (translation.message().code().equals("ACK")
                || translation.message().first("MSA").isPresent()) {
            return new StoredOnly("An acknowledgement.");
        }
        if (translation.feed().unknownEvents() == UnknownEvents.REFUSE) {
            return new Unmappable(
                    "MSH[1]-9",
                    "unknown-event",
                    "There is no mapping for events of this kind.",
                    "Have the sender leave them out, or set unknown-events of the feed to store.");
        }
        if (translation.message().first("PID").isEmpty()) {
            return new StoredOnly("An event without a mapping of its own, and no patient in it.");
        }
        if (Subject.of(translation, VisitEvent.MENTION) instanceof Refused refused) {
            return refused.reason();
        }
        translation.warn(
                "MSH[1]-9",
                "unknown-event",
                MessageMapper.event(translation.message())
                        + " has no mapping of its own: patient and visit were taken from it, and nothing else.");
        return new Mapped();
    }

    private static Mapping visit(Translation translation, VisitEvent event) {
        Subject subject = Subject.of(translation, event);
        if (subject instanceof Refused refused) {
            return refused.reason();
        }
        Known known = (Known) subject;
        if (known.encounter().isEmpty() && isAboutVisit(event)) {
            return Refusals.noVisitNumber("PV1[1]-19");
        }
        clinical(translation, known.patient(), known.encounter());
        return new Mapped();
    }

    private static boolean isAboutVisit(VisitEvent event) {
        return event != VisitEvent.UPDATE && event != VisitEvent.TRACK && event != VisitEvent.MENTION;
    }

    /** A17: two patients change beds. */
    private static Mapping swap(Translation translation) {
        for (Translation part : Groups.startingWith("PID", translation)) {
            Mapping mapping = visit(part, VisitEvent.TRANSFER);
            if (!(mapping instanceof Mapped)) {
                return mapping;
            }
        }
        return new Mapped();
    }

    /** A28, A31: who the patient is; PV1 is there only since the grammar wants it. */
    private static Mapping person(Translation translation) {
        Optional<Patient> patient = PatientMapping.map(translation);
        patient.ifPresent(one -> {
            one.setActive(true);
            clinical(translation, one, Optional.empty());
        });
        return patient.<Mapping>map(one -> new Mapped()).orElseGet(Refusals::noPatientIdentifier);
    }

    /** A29: the record is not to be used any more. It stays, and so does what refers to it. */
    private static Mapping removed(Translation translation) {
        Optional<Patient> patient = PatientMapping.map(translation);
        patient.ifPresent(one -> one.setActive(false));
        return patient.<Mapping>map(one -> new Mapped()).orElseGet(Refusals::noPatientIdentifier);
    }

    private static void clinical(Translation translation, Patient patient, Optional<Encounter> encounter) {
        RelatedPersonMapping.map(translation, patient);
        AllergyMapping.map(translation, patient, encounter);
        DiagnosisMapping.map(translation, patient, encounter);
        ProcedureMapping.map(translation, patient, encounter);
        CoverageMapping.map(translation, patient);
    }
}
