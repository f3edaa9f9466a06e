package org.chartproof.coding.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionClassifierTest {

    private static final SectionClassifier CLASSIFIER = new SectionClassifier();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FAMILY_AND_SOCIAL_HISTORY | Mother died of a stroke at 80. He does not smoke or drink alcohol.",
                "ALLERGY | No known drug allergies.",
                "REVIEW_OF_SYSTEMS | Denies fever, chills, cough, chest pain, nausea, vomiting or dysuria.",
                "EXAM | HEART: Regular rate and rhythm. No murmurs. LUNGS: Clear to auscultation.",
                "PAST_SURGICAL_HISTORY | Appendectomy, cholecystectomy and a left knee arthroscopy.",
                "MEDICATIONS | Lisinopril 10 mg daily, metformin 500 mg b.i.d., aspirin 81 mg daily.",
                "LABORATORY | Sodium 139, potassium 4.0, creatinine 1.0, white count 7.2, hemoglobin 13.",
                "IMAGING | Chest x-ray shows no infiltrate or effusion.",
            })
    void aPartOfANoteIsToldByItsWords(SectionTopic topic, String text) {
        assertThat(CLASSIFIER.classify(text).topic()).isEqualTo(topic);
    }

    @Test
    void textWithoutWordsIsAnsweredToo() {
        assertThat(CLASSIFIER.classify("").probability()).isBetween(0.0, 1.0);
        assertThat(CLASSIFIER.classify("\u0000\ufffd ... ???").probability()).isBetween(0.0, 1.0);
    }

    @Test
    void aLabelThatIsNoTopicIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionTopic.ofLabel("HOROSCOPE"))
                .withMessageContaining("HOROSCOPE");
    }
}
