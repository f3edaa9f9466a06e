package org.chartproof.coding.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void fullStopsOfAbbreviationsAndNumbersEndNothing() {
        assertThat(sentences("Seen by Dr. Smith. Takes 2.5 mg. Temp 38.5 and falling."))
                .containsExactly("Seen by Dr. Smith.", "Takes 2.5 mg.", "Temp 38.5 and falling.");
        assertThat(sentences("Aspirin 81 mg. daily at home")).hasSize(1);
        assertThat(sentences("E. coli in the urine")).hasSize(1);
    }

    @Test
    void theAnswerNoEndsASentence() {
        assertThat(sentences("Smoker: no. Chest pain today.")).hasSize(2);
        assertThat(sentences("Bed no. 4 is free")).hasSize(1);
    }

    @Test
    void eachItemOfAListIsASentence() {
        assertThat(sentences("1. Asthma\n2. Hypertension\n- Gout")).hasSize(3);
    }

    @Test
    void aWrappedLineGoesOn() {
        assertThat(sentences("She has had a cough\nfor three days. Better now."))
                .containsExactly("She has had a cough\nfor three days.", "Better now.");
    }

    private static List<String> sentences(String text) {
        Section all = new Section(SectionKind.OTHER, 0, text.length());
        return Sentences.of(all, Tokenizer.tokens(text), text).stream()
                .map(sentence -> words(sentence.tokens(), text))
                .toList();
    }

    private static String words(List<Token> tokens, String text) {
        return text.substring(
                tokens.get(0).begin(), tokens.get(tokens.size() - 1).end());
    }
}
