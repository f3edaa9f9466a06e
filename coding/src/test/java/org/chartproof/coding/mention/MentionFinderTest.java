package org.chartproof.coding.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chartproof.coding.SmallCodeSet;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.NoteWords;
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
    void theWordsOfATermStandInAnyOrderWithModifiersBetween() {
        assertThat(found("fracture of the left distal radius"))
                .containsExactly("fracture of the left distal radius -> S52.50");
        assertThat(found("hypertension, known heart failure"))
                .containsExactly("hypertension -> I10", "heart failure -> I50.9");
        assertThat(found("pain that woke her, then a heavy chest")).isEmpty();
    }

    @Test
    void modifiersFollowTheConditionBehindAComma() {
        assertThat(found("diabetes, type 2, uncontrolled")).containsExactly("diabetes, type 2 -> E11.9");
        assertThat(found("CKD (stage 3a)")).containsExactly("CKD (stage 3a -> N18.31");
        assertThat(found("stage 3a CKD")).containsExactly("stage 3a CKD -> N18.31");
    }

    @Test
    void modifiersFollowTheConditionBehindAColon() {
        assertThat(found("diabetes: type 2, uncontrolled")).containsExactly("diabetes: type 2 -> E11.9");
        assertThat(found("knee: osteoarthritis"))
                .as("no condition before the colon")
                .isEmpty();
    }

    @Test
    void anAsideThatEndsWithItsClauseGivesNoWordToTheNext() {
        assertThat(found("(no CKD), stage 3a")).containsExactly("CKD -> N18.9");
        assertThat(found("(stage 3a) CKD")).containsExactly("stage 3a) CKD -> N18.31");
    }

    @Test
    void aNumberBelongsToTheWordBeforeIt() {
        assertThat(found("CKD, 3a of stage")).containsExactly("CKD -> N18.9");
    }

    @Test
    void severalThingsShareOneHead() {
        assertThat(found("knee and hip osteoarthritis"))
                .containsExactly("knee .. osteoarthritis -> M17.10", "hip osteoarthritis -> M16.10");
        assertThat(found("chest and abdominal pain"))
                .containsExactly("chest .. pain -> R07.9", "abdominal pain -> R10.9");
        assertThat(found("nausea, vomiting")).containsExactly("nausea, vomiting -> R11.2");
    }

    @Test
    void anAbbreviationIsReadAsWhatTheTermsSpellOut() {
        assertThat(found("end of CKD")).containsExactly("CKD -> N18.9");
        assertThat(found("chronic kidney disease stage 5")).containsExactly("chronic kidney disease stage 5 -> N18.5");
    }

    @Test
    void twoHeadsOfATermAreNotThoseOfTwoConditions() {
        assertThat(found("cough and fever")).containsExactly("cough -> R05.9", "fever -> R50.9");
        assertThat(found("nausea and vomiting")).containsExactly("nausea and vomiting -> R11.2");
    }

    @Test
    void aWordOneLetterAwayFromOneOfATermIsReadAsThat() {
        assertThat(found("pnuemonia")).containsExactly("pnuemonia -> J18.9");
        assertThat(found("hypertenson")).containsExactly("hypertenson -> I10");
        assertThat(found("angna")).as("too short").isEmpty();
    }

    @Test
    void thousandsOfRepeatedMentionsAreFoundInTimeThatGrowsAsTheText() {
        assertThat(found("fever and cough, ".repeat(20_000))).hasSize(40_000);
    }

    @Test
    void thousandsOfSetsAreFoundAgain() {
        WordSetTrie trie = new WordSetTrie();
        List<int[]> sets = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sets.add(new int[] {i % 97, 100 + i % 211, 1000 + i});
        }
        for (int i = 0; i < sets.size(); i++) {
            trie.setValue(trie.add(sets.get(i)), i);
        }
        for (int i = 0; i < sets.size(); i++) {
            int node = WordSetTrie.ROOT;
            for (int word : sets.get(i)) {
                node = trie.next(node, word);
            }
            assertThat(trie.value(node)).isEqualTo(i);
            assertThat(trie.goesOn(node)).isFalse();
        }
        assertThat(trie.next(WordSetTrie.ROOT, 99)).isEqualTo(WordSetTrie.NONE);
    }

    private static List<String> found(String text) {
        List<Token> tokens = Tokenizer.tokens(text);
        Sentence sentence = new Sentence(new Section(SectionKind.OTHER, 0, text.length()), tokens);
        return FINDER.find(sentence, new NoteWords(tokens)).stream()
                .map(one -> one.spans().stream()
                                .map(span -> text.substring(span.begin(), span.end()))
                                .collect(Collectors.joining(" .. "))
                        + " -> "
                        + one.term().code())
                .toList();
    }
}
