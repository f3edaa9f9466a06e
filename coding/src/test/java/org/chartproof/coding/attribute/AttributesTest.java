package org.chartproof.coding.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.sentence.Sentences;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each note marks the mention in question with square brackets. */
class AttributesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "left [knee pain] | LEFT",
                "[osteoarthritis], right knee | RIGHT",
                "[osteoarthritis] of both knees | BILATERAL",
                "right and left [knee pain] | BILATERAL",
                "R [knee pain], left hip fine | RIGHT",
                "OD [cataract] | RIGHT",
                "[osteoarthritis of the knees] | BILATERAL",
                "left [osteoarthritis of the hands] | LEFT",
            })
    void theNearestSideCounts(String note, Side side) {
        assertThat(attributes(note).nearSide()).contains(side);
    }

    @Test
    void aSideElsewhereBelongsToItsPartOfTheBody() {
        Attributes attributes = attributes("Right knee swollen. Left hip sore. Assessment: [osteoarthritis] ");
        assertThat(attributes.side(words("Osteoarthritis of unspecified knee"))).contains(Side.RIGHT);
        assertThat(attributes.side(words("Osteoarthritis of unspecified hip"))).contains(Side.LEFT);
        assertThat(attributes.side(words("Osteoarthritis of unspecified shoulder")))
                .isEmpty();
    }

    @Test
    void theSideThatIsFineIsNotTheOneThatAils() {
        Attributes attributes = attributes("Right knee swollen. Left knee fine.\n\nASSESSMENT: [Osteoarthritis]");
        assertThat(attributes.side(words("Osteoarthritis of unspecified knee"))).contains(Side.RIGHT);
    }

    @Test
    void whatTheNoteSaysOfBothSidesSettlesNone() {
        Attributes attributes = attributes("Right knee swollen. Left knee stiff.\n\nASSESSMENT: [Osteoarthritis]");
        assertThat(attributes.side(words("Osteoarthritis of unspecified knee"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[wrist fracture] today | INITIAL",
                "[wrist fracture], healing well | SUBSEQUENT",
                "stiffness as a sequela of [wrist fracture] | SEQUELA",
            })
    void thePhaseOfTreatmentIsRead(String note, Phase phase) {
        assertThat(attributes(note).phase()).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[exhaustion] in the first trimester | FIRST",
                "13 weeks gestation, [exhaustion] | FIRST",
                "G2P1 at 14 weeks of gestation, [exhaustion] | SECOND",
                "27w6d pregnant, [exhaustion] | SECOND",
                "IUP at 28 weeks gestation. [Exhaustion] | THIRD",
            })
    void weeksGiveTheTrimester(String note, Trimester trimester) {
        assertThat(attributes(note).trimester()).contains(trimester);
    }

    @Test
    void weeksOfSomethingElseGiveNone() {
        assertThat(attributes("Cough for 3 weeks, not pregnant. [Fatigue]").trimester())
                .isEqualTo(Optional.empty());
    }

    @Test
    void onsetInHospitalIsToldInTheCourse() {
        assertThat(attributes("HOSPITAL COURSE: She developed [acute kidney injury].")
                        .beganInHospital())
                .isTrue();
        assertThat(attributes("HPI: She developed [acute kidney injury].").beganInHospital())
                .isFalse();
    }

    @Test
    void titlesThatDifferInSideAloneAreKnown() {
        assertThat(Side.without("Unilateral osteoarthritis, unspecified knee"))
                .isEqualTo(Side.without("Bilateral osteoarthritis of knee"))
                .isNotEqualTo(Side.without("Bilateral osteoarthritis of hip"));
    }

    private static List<String> words(String title) {
        return Tokenizer.tokens(title).stream().map(Token::form).toList();
    }

    private static Attributes attributes(String marked) {
        int begin = marked.indexOf('[');
        int end = marked.indexOf(']') - 1;
        String text = marked.replace("[", "").replace("]", "");
        List<Token> tokens = Tokenizer.tokens(text);
        List<Sentence> sentences = new Sectioniser()
                .sections(text).stream()
                        .flatMap(section -> Sentences.of(section, tokens, text).stream())
                        .toList();
        Sentence sentence = sentences.stream()
                .filter(one -> one.tokens().get(0).begin() <= begin
                        && one.tokens().get(one.tokens().size() - 1).end() >= end)
                .findFirst()
                .orElseGet(() -> new Sentence(new Section(SectionKind.OTHER, 0, text.length()), tokens));
        int first = 0;
        int last = 0;
        for (int i = 0; i < sentence.tokens().size(); i++) {
            first = sentence.tokens().get(i).begin() == begin ? i : first;
            last = sentence.tokens().get(i).end() == end ? i : last;
        }
        return new AttributeFinder(text, sentences, new AttributeFinder.PairedParts()).of(sentence, first, last);
    }
}
