package org.chartproof.server.review;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.terminology.SmallRelease;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.Terminology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeRulesTest {

    private final CodeSets codeSets;
    private final Breaches breaches = new Breaches();

    CodeRulesTest(@TempDir Path folder) throws IOException {
        codeSets = Terminology.open(SmallRelease.installIn(folder), Optional.empty(), said -> {});
    }

    private CodeRules on(LocalDate date) {
        return new CodeRules(() -> codeSets, encounter -> Optional.of(date));
    }

    @Test
    void twoCodesThatANoteKeepsApartNeedAnExplanation() {
        on(LocalDate.of(2026, 5, 4)).judgeExcludes(List.of("E11.9", "E10.9"), "e", (one, other) -> false, breaches);
        assertThatThrownBy(breaches::refuse)
                .isInstanceOfSatisfying(
                        ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException.class,
                        refusal -> org.assertj.core.api.Assertions.assertThat(
                                        ((org.hl7.fhir.r4.model.OperationOutcome) refusal.getOperationOutcome())
                                                .getIssueFirstRep()
                                                .getDiagnostics())
                                .contains("E10.9 and E11.9", "at E10"));
    }

    @Test
    void twoCodesThatAreExplainedStandTogether() {
        on(LocalDate.of(2026, 5, 4)).judgeExcludes(List.of("E11.9", "E10.9"), "e", (one, other) -> true, breaches);
        assertThatCode(breaches::refuse).doesNotThrowAnyException();
    }

    @Test
    void aHeaderIsNotBillableNorIsACodeWithoutItsDot() {
        on(LocalDate.of(2026, 5, 4)).judgeBillable(List.of("E11.9", "S93.4XXA"), "e", breaches);
        assertThatCode(breaches::refuse).doesNotThrowAnyException();
        on(LocalDate.of(2026, 5, 4)).judgeBillable(List.of("S93.4"), "e", breaches);
        assertThatThrownBy(breaches::refuse).isInstanceOf(RuntimeException.class);
        Breaches dotless = new Breaches();
        on(LocalDate.of(2026, 5, 4)).judgeBillable(List.of("E119"), "e", dotless);
        assertThatThrownBy(dotless::refuse).isInstanceOf(RuntimeException.class);
    }

    @Test
    void nothingIsBillableOnADateWithoutACodeSet() {
        on(LocalDate.of(1999, 5, 4)).judgeBillable(List.of("E11.9"), "e", breaches);
        assertThatThrownBy(breaches::refuse).isInstanceOf(RuntimeException.class);
    }
}
