package org.chartproof.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.chartproof.coding.document.NoteText;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;
import org.junit.jupiter.api.Test;

class CodingEngineTest {

    private static final CodeSet CODE_SET = SmallCodeSet.load();
    private static final CodingEngine ENGINE = new CodingEngine(SmallCodeSet.asOnlyOne(), "test");

    @Test
    void aDateOfServiceWithoutAReleaseIsNotCodable() {
        Coding coding = ENGINE.code(facts(Setting.OUTPATIENT, LocalDate.of(2019, 1, 1)), List.of(note("Cough")));
        assertThat(coding).isInstanceOf(Coding.NotCodable.class);
    }

    @Test
    void noNotesGiveNoCodesAndNoDoubt() {
        CodedEncounter coded = code(Setting.INPATIENT, List.of());
        assertThat(coded.diagnoses()).isEmpty();
        assertThat(coded.dropped()).isEmpty();
        assertThat(coded.confidence()).isEqualTo(1);
    }

    @Test
    void theVersionIsInTheResult() {
        assertThat(code(Setting.OUTPATIENT, List.of(note("Cough"))).engineVersion())
                .isEqualTo("test");
    }

    @Test
    void theVersionOfTheBuildIsFilledIn() {
        assertThat(new CodingEngine(SmallCodeSet.asOnlyOne()).version()).matches("\\d+\\.\\d+\\.\\d+.*\\+\\d+");
    }

    @Test
    void anAdmissionHasAPrincipalDiagnosisAndAVisitAFirstListedOne() {
        assertThat(code(Setting.INPATIENT, List.of(note("Pneumonia. Asthma."))).diagnoses().stream()
                        .map(CodedDiagnosis::role))
                .containsExactly(CodedDiagnosis.Role.PRINCIPAL, CodedDiagnosis.Role.ADDITIONAL);
        assertThat(code(Setting.OUTPATIENT, List.of(note("Pneumonia."))).diagnoses().stream()
                        .map(CodedDiagnosis::role))
                .containsExactly(CodedDiagnosis.Role.FIRST_LISTED);
    }

    /** Notes put together at random from terms, cues, headers and marks: what must hold of any note. */
    @Test
    void ofAnyNoteTheResultIsGroundedBillableAndTheSameTwice() {
        List<String> pieces = new ArrayList<>(List.of(
                "no",
                "denies",
                "possible",
                "history of",
                "mother had",
                "return if",
                "ruled out",
                "right",
                "left",
                "both",
                ",",
                ".",
                ":",
                ";",
                "\n",
                "\nPMH: ",
                "\nASSESSMENT:\n",
                "\nFH: ",
                "\nPLAN: ",
                "22 weeks gestation",
                "and",
                "(",
                ")",
                "1.",
                "+",
                "(-)",
                "\u00e4\u00f6",
                "\u2019s"));
        CODE_SET.terms().stream().map(Term::words).forEach(pieces::add);
        Random random = new Random(20261121);
        int diagnoses = 0;
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            for (int i = 0; i < length; i++) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
            }
            Setting setting = Setting.values()[random.nextInt(Setting.values().length)];
            List<Note> notes = List.of(note(text.toString()));
            CodedEncounter coded = code(setting, notes);
            assertThat(code(setting, notes)).isEqualTo(coded);
            assertHolds(coded, notes.get(0));
            diagnoses += coded.diagnoses().size();
        }
        assertThat(diagnoses).as("the notes were not all empty").isGreaterThan(500);
    }

    private static void assertHolds(CodedEncounter coded, Note note) {
        Stream.concat(
                        coded.diagnoses().stream().flatMap(one -> one.evidence().stream()),
                        coded.dropped().stream().flatMap(one -> one.evidence().stream()))
                .forEach(one -> assertThat(one.words()).isEqualTo(note.text().words(one.begin(), one.end())));
        assertThat(coded.diagnoses()).allSatisfy(one -> {
            assertThat(CODE_SET.billable(one.code().value())).contains(one.code());
            assertThat(one.evidence()).isNotEmpty();
        });
        assertThat(coded.diagnoses().stream().map(CodedDiagnosis::code)).doesNotHaveDuplicates();
        assertThat(coded.dropped()).allSatisfy(one -> assertThat(one.evidence()).isNotEmpty());
        assertThat(coded.confidence()).isBetween(0.0, 1.0);
        long firsts = coded.diagnoses().stream()
                .filter(one -> one.role() != CodedDiagnosis.Role.ADDITIONAL)
                .count();
        assertThat(firsts).isEqualTo(coded.diagnoses().isEmpty() ? 0 : 1);
    }

    private static CodedEncounter code(Setting setting, List<Note> notes) {
        Coding coding = ENGINE.code(facts(setting, LocalDate.of(2026, 3, 2)), notes);
        assertThat(coding).isInstanceOf(Coding.Coded.class);
        return ((Coding.Coded) coding).encounter();
    }

    private static EncounterFacts facts(Setting setting, LocalDate date) {
        return new EncounterFacts(setting, date, Sex.UNKNOWN, OptionalInt.empty(), CodingMode.CLAIM);
    }

    private static Note note(String text) {
        return new Note("note", new NoteText(text));
    }
}
