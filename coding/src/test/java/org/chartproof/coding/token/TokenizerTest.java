package org.chartproof.coding.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {

    @Test
    void everyTokenStandsWhereItsWordsAre() {
        String text = "BP 140/90, T 38.5.\nHas asthma's cough; +rales (-) fever";
        List<Token> tokens = Tokenizer.tokens(text);
        assertThat(tokens).allSatisfy(token -> assertThat(token.begin()).isLessThan(token.end()));
        assertThat(tokens.stream().map(token -> text.substring(token.begin(), token.end())))
                .containsExactly(
                        "BP", "140", "/", "90", ",", "T", "38.5", ".", "\n", "Has", "asthma", "'", "s", "cough", ";",
                        "+", "rales", "(-)", "fever");
    }

    @Test
    void aSignBeforeAWordIsAWord() {
        assertThat(words("+cough -ve for fever")).containsExactly("+", "cough", "-ve", "for", "fever");
        assertThat(words("zoster + RSV")).as("a plus between words joins them").containsExactly("zoster", "rsv");
        assertThat(words("5-vessel")).as("a hyphen is no minus").containsExactly("5", "vessel");
    }

    @Test
    void capitalsAreKnown() {
        assertThat(Tokenizer.tokens("MS ms I").stream().map(Token::capitals)).containsExactly(true, false, false);
    }

    @Test
    void wordsShortenedWithASlashAreTheWords() {
        assertThat(Tokenizer.tokens("fever w/o cough w/chills d/t flu, panic d/o").stream()
                        .map(Token::form))
                .containsExactly("fever", "without", "cough", "with", "chill", "due", "flu", ",", "panic", "disorder");
        assertThat(Tokenizer.tokens("pain 2/2 gout on 2/2/2026").stream().map(Token::form))
                .startsWith("pain", "due", "gout")
                .contains("2026");
    }

    private static List<String> words(String text) {
        return Tokenizer.tokens(text).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .toList();
    }
}
