package org.chartproof.terminology.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Terminology;
import org.chartproof.terminology.search.CodeSearch.Hit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking up codes while typing, in the starter code set. */
class CodeSearchTest {

    private static final CodeSearch SEARCH = new CodeSearch(Terminology.starter()
            .on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 5, 4))
            .orElseThrow());

    private static List<String> codes(String typed) {
        return SEARCH.find(typed, 0, 20).hits().stream()
                .map(hit -> hit.code().value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E11.9", "e11.9", "E119", " e119 "})
    void aCodeIsFoundWithAndWithoutItsDot(String typed) {
        assertThat(codes(typed)).startsWith("E11.9");
    }

    @Test
    void theBeginningOfACodeFindsWhatIsBelow() {
        assertThat(codes("E11.3")).isNotEmpty().allMatch(code -> code.startsWith("E11.3"));
    }

    @ParameterizedTest
    @CsvSource({
        "HTN, I10",
        "hypertension essential, I10",
        "essen hyper, I10",
        "COPD, J44.9",
        "migraine, G43.909",
        "migrane, G43.909",
        "low back pain, M54.50"
    })
    void abbreviationsWordsInAnyOrderBeginningsAndSlipsFind(String typed, String code) {
        assertThat(codes(typed)).contains(code);
    }

    @Test
    void theVeryWordsComeFirst() {
        assertThat(codes("hypertension").get(0)).isEqualTo("I10");
    }

    @Test
    void aHitTellsTheWordingThatFoundIt() {
        Hit hit = SEARCH.find("htn", 0, 1).hits().get(0);
        assertThat(hit.wording()).isEqualToIgnoringCase("htn");
    }

    @Test
    void pagesFollowOneAnother() {
        CodeSearch.Page all = SEARCH.find("fracture", 0, 10);
        assertThat(all.total()).isGreaterThan(10);
        assertThat(SEARCH.find("fracture", 4, 3).hits()).isEqualTo(all.hits().subList(4, 7));
    }

    @Test
    void nothingTypedIsEveryCodeInOrder() {
        assertThat(codes("")).isSorted().hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzzzzz", "hypertension xylophone", "é"})
    void whatNoWordingHasFindsNothing(String typed) {
        assertThat(SEARCH.find(typed, 0, 5).total()).isZero();
    }

    @Test
    void negativeOffsetsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SEARCH.find("x", -1, 5));
    }

    @ParameterizedTest
    @CsvSource({"migrane,migraine,true", "mgiraine,migraine,true", "migraines,migraine,true", "migrant,migraine,false"})
    void oneSlipIsForgiven(String typed, String word, boolean forgiven) {
        assertThat(WordIndex.withinOneSlip(typed, word)).isEqualTo(forgiven);
    }
}
