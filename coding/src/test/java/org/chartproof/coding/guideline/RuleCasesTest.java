package org.chartproof.coding.guideline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Trace;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.terminology.CodeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the Guidelines has a case that it decides: a file of {@code rules}, what the notes say and what is reported. */
class RuleCasesTest {

    private static final Guidelines GUIDELINES = new Guidelines(Confidence.reportingAll());
    private static final CodeSet CODE_SET = codeSet();

    static Stream<RuleCase> cases() throws IOException {
        return RuleCase.all().stream();
    }

    @Test
    void everyRuleOfTheRegisterHasACase() throws IOException {
        List<String> tested = RuleCase.all().stream().map(RuleCase::rule).toList();
        assertThat(Register.read().all())
                .allSatisfy(rule -> assertThat(tested).as(rule.name()).contains(rule.name()));
        assertThat(tested)
                .isSubsetOf(Register.read().all().stream().map(Guideline::name).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatTheNotesSayIsReportedAsTheRuleHasIt(RuleCase file) {
        Guidelines.Reported reported =
                GUIDELINES.report(file.facts(), CODE_SET, file.candidates(CODE_SET), file.pregnancy());
        assertThat(reported.diagnoses().stream().map(one -> one.code().value()))
                .as("codes in claim order")
                .containsExactlyElementsOf(file.list("codes"));
        assertThat(reported.dropped().stream()
                        .map(one -> one.code() + ": " + one.reason().label())
                        .distinct())
                .as("what is dropped, and why")
                .containsExactlyInAnyOrderElementsOf(file.list("dropped"));
        assertThat(reported.queries().stream().map(one -> one.code() + ": " + one.axis()))
                .as("questions to the author")
                .containsExactlyInAnyOrderElementsOf(file.list("queries"));
        if (!file.list("present").isEmpty()) {
            assertThat(reported.diagnoses().stream().map(RuleCasesTest::codeAndPresence))
                    .as("present on admission")
                    .containsExactlyElementsOf(file.list("present"));
        }
        assertThat(told(reported))
                .as("the rule is told in a trace, or with what it dropped")
                .anyMatch(told -> told.contains(file.rule() + " ("));
    }

    private static List<String> told(Guidelines.Reported reported) {
        Stream<String> traced = reported.diagnoses().stream()
                .flatMap(one -> one.trace().steps().stream())
                .filter(step -> step.kind() == Trace.Kind.GUIDELINE)
                .map(Trace.Step::detail);
        return Stream.concat(traced, reported.dropped().stream().map(one -> one.detail()))
                .toList();
    }

    private static String codeAndPresence(CodedDiagnosis diagnosis) {
        return diagnosis.code() + ": " + diagnosis.presentOnAdmission().name().toLowerCase(Locale.ROOT);
    }

    private static CodeSet codeSet() {
        try {
            return RuleCodeSet.load();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
