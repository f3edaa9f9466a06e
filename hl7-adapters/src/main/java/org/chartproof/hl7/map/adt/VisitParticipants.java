package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Reference;

/** The clinicians of PV1 as participants of an Encounter, by their role. */
final class VisitParticipants {

    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    /** Roles by field: attending, referring, consulting, admitting. */
    private static final Map<Integer, String> ROLES = new TreeMap<>(Map.of(7, "ATND", 8, "REF", 9, "CON", 17, "ADM"));

    private VisitParticipants() {}

    static void update(Translation translation, Segment pv1, Encounter encounter) {
        ROLES.forEach((field, role) -> Update.all(
                pv1.field(field),
                rep -> Clinicians.reference(translation, rep, pv1.place(field)),
                clinicians -> replace(encounter, role, clinicians)));
    }

    private static void replace(Encounter encounter, String role, List<Reference> clinicians) {
        List<EncounterParticipantComponent> participants = new ArrayList<>(encounter.getParticipant().stream()
                .filter(one -> one.getType().stream().noneMatch(type -> type.hasCoding(ROLE, role)))
                .toList());
        clinicians.forEach(clinician -> participants.add(new EncounterParticipantComponent()
                .addType(new CodeableConcept(new Coding(ROLE, role, null)))
                .setIndividual(clinician)));
        encounter.setParticipant(participants);
    }
}
