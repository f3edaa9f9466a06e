package org.chartproof.coding.copied;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.Coding;
import org.chartproof.coding.CodingEngine;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.SmallCodeSet;
import org.chartproof.coding.Trace;
import org.chartproof.coding.document.NoteText;
import org.junit.jupiter.api.Test;

class CopyForwardTest {

    private static final CodingEngine ENGINE = new CodingEngine(SmallCodeSet.asOnlyOne(), "test");
    private static final String DAY_ONE =
            "ASSESSMENT:\nThe patient has pneumonia and is treated with antibiotics by mouth.\n";

    @Test
    void aCopiedMentionCountsOnceAndItsFirstOccurrenceIsTheEvidence() {
        CodedDiagnosis pneumonia = only(DAY_ONE, DAY_ONE + "Feels better.", DAY_ONE);
        assertThat(pneumonia.evidence().stream().map(Evidence::noteId)).containsExactly("note-1");
        assertThat(pneumonia.trace().steps())
                .contains(
                        new Trace.Step(Trace.Kind.SECTION, "copied forward from note note-1 into 2 later mention(s)"));
    }

    @Test
    void whatTheNoteSaysInNewWordsCountsAgain() {
        CodedDiagnosis pneumonia = only(DAY_ONE, "ASSESSMENT:\nPneumonia, better.");
        assertThat(pneumonia.evidence().stream().map(Evidence::noteId)).containsExactly("note-1", "note-2");
    }

    @Test
    void whatIsCopiedIntoAnotherSectionCountsThere() {
        CodedDiagnosis pneumonia = only(DAY_ONE, DAY_ONE.replace("ASSESSMENT", "DISCHARGE DIAGNOSIS"));
        assertThat(pneumonia.evidence().stream().map(Evidence::noteId)).containsExactly("note-1", "note-2");
    }

    @Test
    void aCopyThatTheNoteDeniesInItsOwnWordsProvesNothing() {
        String hpi = DAY_ONE.replace("ASSESSMENT", "HPI");
        CodedEncounter coded = code(hpi, DAY_ONE + "No pneumonia.");
        assertThat(coded.dropped()).anySatisfy(one -> assertThat(one.detail())
                .isEqualTo("copied forward from note note-1, and the note's own words deny it"));
        assertThat(coded.diagnoses())
                .allSatisfy(one -> assertThat(one.evidence().stream().map(Evidence::noteId))
                        .doesNotContain("note-2"));
    }

    private static CodedDiagnosis only(String... texts) {
        CodedEncounter coded = code(texts);
        assertThat(coded.diagnoses()).hasSize(1);
        return coded.diagnoses().get(0);
    }

    private static CodedEncounter code(String... texts) {
        List<Note> notes = java.util.stream.IntStream.range(0, texts.length)
                .mapToObj(i -> new Note("note-" + (i + 1), new NoteText(texts[i])))
                .toList();
        EncounterFacts facts = new EncounterFacts(
                Setting.INPATIENT, LocalDate.of(2026, 3, 2), Sex.UNKNOWN, OptionalInt.empty(), CodingMode.CLAIM);
        Coding coding = ENGINE.code(facts, notes);
        assertThat(coding).isInstanceOf(Coding.Coded.class);
        return ((Coding.Coded) coding).encounter();
    }
}
