package org.chartproof.server.writeback;

import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.Evidence;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * An encounter, what was read of it and what the engine made of that.
 *
 * @param encounter as stored
 * @param coverages of the patient, active, best first; may be empty
 * @param notes what was coded; empty when every document was withdrawn
 * @param coded the engine's answer
 * @param riskGroups how many groups of the payer's risk model the codes count towards; empty where no model is known
 */
public record CodedChart(
        Encounter encounter,
        List<Coverage> coverages,
        List<SourceNote> notes,
        CodedEncounter coded,
        OptionalInt riskGroups) {

    public CodedChart {
        coverages = List.copyOf(coverages);
        notes = List.copyOf(notes);
    }

    String encounterId() {
        return encounter.getIdElement().getIdPart();
    }

    Reference encounterReference() {
        return new Reference("Encounter/" + encounterId());
    }

    Reference patient() {
        return new Reference(encounter.getSubject().getReference());
    }

    Stage stage() {
        return encounter.getStatus() == EncounterStatus.FINISHED ? Stage.FINAL : Stage.CONCURRENT;
    }

    /** The note that evidence stands in. */
    SourceNote noteOf(Evidence evidence) {
        return notes.stream()
                .filter(source -> source.note().id().equals(evidence.noteId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("evidence of a note that was not given"));
    }

    /** When the newest of some evidence was stored. */
    Date newest(List<Evidence> evidence) {
        return evidence.stream()
                .map(one -> noteOf(one).storedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When the newest note, or the end of the encounter, was stored. */
    Date newest() {
        Date newest = encounter.hasMeta() && encounter.getMeta().hasLastUpdated()
                ? encounter.getMeta().getLastUpdated()
                : new Date(0);
        // An encounter that goes on changes often, and its changes say nothing of the codes.
        Date floor = stage() == Stage.FINAL || notes.isEmpty() ? newest : new Date(0);
        return notes.stream()
                .map(SourceNote::storedAt)
                .filter(date -> date.after(floor))
                .max(Comparator.naturalOrder())
                .orElse(floor);
    }
}
