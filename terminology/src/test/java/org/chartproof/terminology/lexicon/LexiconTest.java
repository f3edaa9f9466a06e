package org.chartproof.terminology.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Term;
import org.junit.jupiter.api.Test;

class LexiconTest {

    private final CodeSet starter = StarterCodeSet.of(Lexicon.under("/org/chartproof/terminology/lexicon/seed/"));

    @Test
    void anAbbreviationKeepsEachOfItsMeaningsWithItsCondition() {
        assertThat(starter.terms())
                .filteredOn(term -> term.words().equals("ms"))
                .extracting(Term::code, Term::requires)
                .containsExactly(
                        tuple("G35.D", new Term.Context(List.of("sclerosis", "gait"), List.of("mitral"))),
                        tuple("I05.0", new Term.Context(List.of("mitral"), List.of())));
    }

    @Test
    void theStarterSetImpliesHeadersAboveItsCodes() {
        assertThat(starter.codes())
                .extracting(BillableCode::value)
                .containsExactly("G35.D", "I05.0", "J18.9", "S93.401A", "T78.2XXA");
        assertThat(starter.find("s9340")).contains(new Concept("S93.40", "Category S93.40", false));
        assertThat(starter.billable("S93.40")).isEmpty();
        assertThat(starter.parent("T78.2XXA")).map(Concept::code).contains("T78.2");
        assertThat(starter.children("J18")).extracting(Concept::code).containsExactly("J18.9");
        assertThat(starter.release().inForceOn(LocalDate.of(2027, 9, 30))).isTrue();
    }

    @Test
    void aRowWithoutCodeIsRefusedByFileAndLine() {
        assertThatThrownBy(
                        () -> LexiconFile.read("heart.tsv", List.of("# heart", "I10\tHigh blood pressure", "high\tx")))
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("heart.tsv")
                .hasMessageContaining("line 3");
    }

    @Test
    void bracketsOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> LexiconFile.read("heart.tsv", List.of("I10\tHigh blood pressure\tHTN [if: x]")))
                .hasMessageContaining("line 1");
    }

    @Test
    void aCodeInTwoRowsIsRefused() {
        List<LexiconFile.Located> twice = LexiconFile.read("a.tsv", List.of("I10\tone\tx y", "I10\ttwo\tz"));
        assertThatThrownBy(() -> Lexicon.of(twice))
                .hasMessageContaining("line 2")
                .hasMessageContaining("I10");
    }

    @Test
    void aWordingWithTwoMeaningsNeedsConditions() {
        List<LexiconFile.Located> twice = LexiconFile.read("a.tsv", List.of("I10\tone\thtn", "I15.9\ttwo\tHTN"));
        assertThatThrownBy(() -> Lexicon.of(twice)).hasMessageContaining("second meaning");
    }

    @Test
    void theLexiconThatTheJarCarriesFitsItsSchema() {
        Lexicon own = Lexicon.own();
        assertThat(own.rows()).doesNotContainNull();
    }
}
