package org.chartproof.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chartproof.coding.confidence.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notes as a coder reads them, and the codes. A new case is a new folder under {@code cases}. */
class CasesTest {

    private static final CodingEngine ENGINE = engine();

    /** Reports whatever the rules leave: these cases test rules, not how sure the fitted model is of them. */
    private static CodingEngine engine() {
        return new CodingEngine(SmallCodeSet.asOnlyOne(), "test", Confidence.reportingAll());
    }

    static Stream<CaseFile> cases() throws IOException {
        return CaseFile.all().stream();
    }

    @Test
    void thereAreCases() throws IOException {
        assertThat(CaseFile.all()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noteIsCodedAsExpected(CaseFile file) {
        CodedEncounter coded = code(file);
        assertThat(coded.diagnoses().stream().map(CasesTest::codeAndWords))
                .as("codes in claim order, with the first words that each rests on")
                .containsExactlyElementsOf(file.list("codes"));
        assertThat(coded.dropped().stream()
                        .map(one -> one.code() + ": " + one.reason().label())
                        .distinct())
                .as("what was dropped, and why")
                .containsExactlyInAnyOrderElementsOf(file.list("dropped"));
        assertThat(coded.queries().stream().map(one -> one.code() + ": " + one.axis()))
                .as("questions to the author")
                .containsExactlyInAnyOrderElementsOf(file.list("queries"));
        if (!file.list("present").isEmpty()) {
            assertThat(coded.diagnoses().stream().map(CasesTest::codeAndPresence))
                    .as("present on admission")
                    .containsExactlyElementsOf(file.list("present"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evidenceQuotesTheNote(CaseFile file) {
        CodedEncounter coded = code(file);
        Stream<Evidence> evidence = Stream.concat(
                coded.diagnoses().stream().flatMap(one -> one.evidence().stream()),
                coded.dropped().stream().flatMap(one -> one.evidence().stream()));
        assertThat(evidence).isNotEmpty().allSatisfy(one -> {
            Note note = file.notes().stream()
                    .filter(candidate -> candidate.id().equals(one.noteId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(one.words()).isEqualTo(note.text().words(one.begin(), one.end()));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameNotesGiveTheSameResultFromAnyEngine(CaseFile file) {
        CodingEngine another = engine();
        assertThat(another.code(file.facts(), file.notes())).isEqualTo(ENGINE.code(file.facts(), file.notes()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void traceSaysHowEachCodeWasFoundWithoutWordsOfRules(CaseFile file) {
        List<CodedDiagnosis> diagnoses = code(file).diagnoses();
        assertThat(diagnoses).allSatisfy(one -> {
            assertThat(one.trace().steps().stream().map(Trace.Step::kind))
                    .contains(Trace.Kind.SECTION, Trace.Kind.ASSERTION, Trace.Kind.CONFIDENCE)
                    .containsAnyOf(Trace.Kind.INDEX, Trace.Kind.LEXICON, Trace.Kind.TABULAR);
            assertThat(one.confidence()).isBetween(0.0, 1.0);
        });
        assertThat(diagnoses.stream().map(CodedDiagnosis::code)).doesNotHaveDuplicates();
    }

    private static CodedEncounter code(CaseFile file) {
        Coding coding = ENGINE.code(file.facts(), file.notes());
        assertThat(coding).isInstanceOf(Coding.Coded.class);
        return ((Coding.Coded) coding).encounter();
    }

    private static String codeAndWords(CodedDiagnosis diagnosis) {
        return diagnosis.code() + ": " + diagnosis.evidence().get(0).words();
    }

    private static String codeAndPresence(CodedDiagnosis diagnosis) {
        return diagnosis.code() + ": " + diagnosis.presentOnAdmission().name().toLowerCase(Locale.ROOT);
    }
}
