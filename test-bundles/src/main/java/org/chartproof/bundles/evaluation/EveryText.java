package org.chartproof.bundles.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Coder;
import org.chartproof.coding.Coding;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.document.NoteText;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Release;

/**
 * What must hold for every code over every text, in every mode, for inpatients and others, on a date of each loaded release: the code
 * is there and billable in the code set of that date, and rests on words of the note. Looked up again here, whatever the engine says.
 */
final class EveryText {

    private final Coder coder;
    private final CodeSets codeSets;
    private final List<LocalDate> dates = new ArrayList<>();
    private int texts;
    private int codings;
    private int codes;
    private int unknown;
    private int headers;
    private int outOfDate;
    private int withoutWords;

    EveryText(Coder coder, CodeSets codeSets) {
        this.coder = coder;
        this.codeSets = codeSets;
        for (Release release : codeSets.releases()) {
            LocalDate date = release.firstDay().plusDays(30);
            boolean isNew = dates.stream().noneMatch(date::equals);
            if (release.system() == CodeSystem.ICD_10_CM && release.origin() == Release.Origin.OFFICIAL && isNew) {
                dates.add(date);
            }
        }
        if (dates.isEmpty()) {
            dates.add(LocalDate.of(2026, 5, 4));
        }
    }

    /** Checks a text. */
    void check(String text) {
        texts++;
        List<Note> notes = List.of(new Note("note", new NoteText(text)));
        for (LocalDate date : dates) {
            for (CodingMode mode : CodingMode.values()) {
                for (Setting setting : List.of(Setting.OUTPATIENT, Setting.INPATIENT)) {
                    check(text, new EncounterFacts(setting, date, Sex.UNKNOWN, OptionalInt.empty(), mode), notes);
                }
            }
        }
    }

    private void check(String text, EncounterFacts facts, List<Note> notes) {
        Optional<CodeSet> codeSet = codeSets.on(CodeSystem.ICD_10_CM, facts.serviceDate());
        if (codeSet.isEmpty() || !(coder.code(facts, notes) instanceof Coding.Coded coded)) {
            return;
        }
        codings++;
        for (CodedDiagnosis diagnosis : coded.encounter().diagnoses()) {
            codes++;
            Optional<Concept> row = codeSet.get().find(diagnosis.code().value());
            unknown += row.isEmpty() ? 1 : 0;
            headers += row.isPresent() && !row.get().billable() ? 1 : 0;
            outOfDate += diagnosis.code().release().inForceOn(facts.serviceDate()) ? 0 : 1;
            boolean quoted = diagnosis.evidence().stream()
                    .allMatch(words -> words.end() <= text.length()
                            && text.substring(words.begin(), words.end()).equals(words.words()));
            withoutWords += quoted ? 0 : 1;
        }
    }

    /** What was counted. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("textsCount", (double) texts);
        figures.put("datesCount", (double) dates.size());
        figures.put("codingsCount", (double) codings);
        figures.put("codesCount", (double) codes);
        figures.put("codesUnknown", (double) unknown);
        figures.put("codesThatAreHeaders", (double) headers);
        figures.put("codesOutOfDate", (double) outOfDate);
        figures.put("codesWithoutVerbatimWords", (double) withoutWords);
        return figures;
    }
}
