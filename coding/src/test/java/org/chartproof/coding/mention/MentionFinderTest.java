package org.chartproof.coding.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.SmallCodeSet;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.junit.jupiter.api.Test;

class MentionFinderTest {

    private static final MentionFinder FINDER = new MentionFinder(SmallCodeSet.load());

    @Test
    void theLongestTermCountsAndNoneWithinIt() {
        assertThat(found("chronic systolic heart failure")).containsExactly("chronic systolic heart failure -> I50.22");
        assertThat(found("history of breast cancer")).containsExactly("history of breast cancer -> Z85.3");
    }

    @Test
    void smallWordsAndSidesArePassedOver() {
        assertThat(found("osteoarthritis of her left knee"))
                .containsExactly("osteoarthritis of her left knee -> M17.10");
        assertThat(found("Knee-osteoarthritis")).containsExactly("Knee-osteoarthritis -> M17.10");
    }

    @Test
    void britishAndPluralWordsAreTheSameWords() {
        assertThat(found("gallstone")).containsExactly("gallstone -> K80.20");
        assertThat(found("dyspnoea")).containsExactly("dyspnoea -> R06.02");
    }

    @Test
    void aFullStopEndsATerm() {
        assertThat(found("chest. pain")).isEmpty();
    }

    @Test
    void anAmbiguousAbbreviationNeedsItsSurroundingsAndCapitals() {
        assertThat(found("MI with raised troponin")).containsExactly("MI -> I21.9");
        assertThat(found("MI 48104")).as("Michigan").isEmpty();
        assertThat(found("mi with raised troponin")).isEmpty();
    }

    @Test
    void thousandsOfPhrasesAreFoundAgain() {
        PhraseTrie trie = new PhraseTrie();
        List<List<String>> phrases = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            phrases.add(List.of("a" + i % 97, "b" + i % 211, "c" + i));
        }
        for (int i = 0; i < phrases.size(); i++) {
            trie.setValue(trie.add(phrases.get(i)), i);
        }
        for (int i = 0; i < phrases.size(); i++) {
            int node = PhraseTrie.ROOT;
            for (String word : phrases.get(i)) {
                node = trie.next(node, word);
            }
            assertThat(trie.value(node)).isEqualTo(i);
        }
        assertThat(trie.next(PhraseTrie.ROOT, "unknown")).isEqualTo(PhraseTrie.NONE);
    }

    private static List<String> found(String text) {
        List<Token> tokens = Tokenizer.tokens(text);
        Set<String> words = tokens.stream().map(Token::form).collect(Collectors.toSet());
        Sentence sentence = new Sentence(new Section(SectionKind.OTHER, 0, text.length()), tokens);
        return FINDER.find(sentence, words).stream()
                .map(one -> text.substring(one.begin(), one.end()) + " -> "
                        + one.term().code())
                .toList();
    }
}
