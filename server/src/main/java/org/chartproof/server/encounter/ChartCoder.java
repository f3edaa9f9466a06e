package org.chartproof.server.encounter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.Coder;
import org.chartproof.coding.Coding;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.server.intake.DocumentIntake;
import org.chartproof.server.intake.FactsIntake;
import org.chartproof.server.intake.Intake;
import org.chartproof.server.intake.WaitingReason;
import org.chartproof.server.writeback.CodedChart;
import org.chartproof.server.writeback.SourceNote;
import org.chartproof.terminology.hcc.RiskModel;
import org.chartproof.terminology.hcc.RiskModels;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.IdType;

/** Reads the documents of a chart and codes them; stores nothing. */
public final class ChartCoder {

    private static final Set<EncounterStatus> VOID = Set.of(EncounterStatus.CANCELLED, EncounterStatus.ENTEREDINERROR);

    private final Coder coder;
    private final DocumentIntake intake;
    private final Supplier<RiskModels> risks;

    /** @param risks of this site; tells how much hangs on a coding, and decides nothing of it */
    public ChartCoder(Coder coder, DocumentIntake intake, Supplier<RiskModels> risks) {
        this.coder = coder;
        this.intake = intake;
        this.risks = risks;
    }

    /**
     * What came of a chart.
     *
     * @param coded the coding; empty if no document counts
     * @param ready documents that were coded, by id
     * @param waiting documents that can't be coded as they stand
     */
    public record Result(Optional<CodedChart> coded, List<String> ready, List<WaitingDocument> waiting) {}

    /**
     * A document that waits.
     *
     * @param id of the DocumentReference
     */
    public record WaitingDocument(String id, Intake.Waiting why) {}

    /** Codes a chart. */
    public Result code(Chart chart) {
        List<SourceNote> notes = new ArrayList<>();
        List<WaitingDocument> waiting = new ArrayList<>();
        for (DocumentReference document : current(chart)) {
            String id = document.getIdElement().getIdPart();
            Intake read = read(chart, document);
            if (read instanceof Intake.Ready ready) {
                notes.add(new SourceNote(
                        version(document), document.getMeta().getLastUpdated(), new Note(id, ready.text())));
            } else if (read instanceof Intake.Waiting why) {
                waiting.add(new WaitingDocument(id, why));
            }
        }
        return notes.isEmpty() ? new Result(Optional.empty(), List.of(), waiting) : code(chart, notes, waiting);
    }

    private Intake read(Chart chart, DocumentReference document) {
        Intake read = intake.read(document, chart.encounter());
        boolean nobody = chart.patient().isEmpty();
        return read instanceof Intake.Ready && nobody ? new Intake.Waiting(WaitingReason.NO_PATIENT, "") : read;
    }

    private Result code(Chart chart, List<SourceNote> notes, List<WaitingDocument> waiting) {
        Optional<EncounterFacts> facts = FactsIntake.read(chart.encounter(), chart.patient(), chart.documents());
        if (facts.isEmpty()) {
            return allWait(
                    notes, waiting, "Neither the encounter nor its documents have a date: set Encounter.period.");
        }
        Coding coding =
                coder.code(facts.get(), notes.stream().map(SourceNote::note).toList());
        if (coding instanceof Coding.NotCodable notCodable) {
            return allWait(notes, waiting, notCodable.reason());
        }
        CodedEncounter encounter = ((Coding.Coded) coding).encounter();
        CodedChart coded = new CodedChart(
                chart.encounter(),
                chart.coverages(),
                notes,
                encounter,
                riskGroups(facts.get().serviceDate(), encounter));
        return new Result(
                Optional.of(coded), notes.stream().map(note -> note.note().id()).toList(), waiting);
    }

    /** How many groups of CMS-HCC the suggested codes count towards; empty where no model is installed. */
    private OptionalInt riskGroups(LocalDate day, CodedEncounter encounter) {
        Optional<RiskModel> model = risks.get().cmsHcc(day);
        return model.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(model.get()
                        .afterHierarchies(encounter.diagnoses().stream()
                                .flatMap(diagnosis ->
                                        model.get().categories(diagnosis.code().value()).stream())
                                .toList())
                        .size());
    }

    private static Result allWait(List<SourceNote> notes, List<WaitingDocument> waiting, String detail) {
        List<WaitingDocument> all = new ArrayList<>(waiting);
        Intake.Waiting why = new Intake.Waiting(WaitingReason.NO_CODE_SET, detail);
        notes.forEach(note -> all.add(new WaitingDocument(note.note().id(), why)));
        return new Result(Optional.empty(), List.of(), all);
    }

    /** The documents that count: none of a void encounter, and none that another valid one replaces. */
    private static List<DocumentReference> current(Chart chart) {
        if (VOID.contains(chart.encounter().getStatus())) {
            return List.of();
        }
        Set<String> replaced = new HashSet<>();
        for (DocumentReference document : chart.documents()) {
            boolean counts = !DocumentIntake.withdrawn(document)
                    && document.getDocStatus() != ReferredDocumentStatus.PRELIMINARY;
            if (counts) {
                document.getRelatesTo().stream()
                        .filter(relation -> relation.getCode() == DocumentRelationshipType.REPLACES)
                        .forEach(relation -> replaced.add(String.valueOf(
                                relation.getTarget().getReferenceElement().getIdPart())));
            }
        }
        return chart.documents().stream()
                .filter(document -> !replaced.contains(document.getIdElement().getIdPart()))
                .toList();
    }

    private static IdType version(DocumentReference document) {
        return new IdType(
                "DocumentReference",
                document.getIdElement().getIdPart(),
                document.getIdElement().getVersionIdPart());
    }
}
