package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.Term;

/**
 * A term, ready to be compared.
 *
 * @param words the numbers of its words in printed order, small words left out
 * @param list whether it joins things by "and": "nausea and vomiting" is also said "nausea, vomiting"
 * @param any phrases of which one must stand in the note, as words in normal form; empty: no condition
 * @param none phrases that must not
 */
record TermEntry(Term term, int[] words, boolean list, List<List<String>> any, List<List<String>> none) {

    static TermEntry of(Term term, int[] words) {
        boolean list = term.words().contains(" and ");
        return new TermEntry(
                term,
                words,
                list,
                phrases(term.requires().any()),
                phrases(term.requires().none()));
    }

    private static List<List<String>> phrases(List<String> printed) {
        if (printed.isEmpty()) {
            return List.of();
        }
        List<List<String>> phrases = new ArrayList<>();
        for (String one : printed) {
            phrases.add(Tokenizer.tokens(one.toLowerCase(Locale.ROOT)).stream()
                    .filter(Token::isWord)
                    .map(Token::form)
                    .filter(word -> !SmallWords.contains(word))
                    .toList());
        }
        return phrases;
    }

    /** Whether it means one thing only. */
    boolean isPlain() {
        return any.isEmpty() && none.isEmpty();
    }

    /** Whether a note with these words means it. */
    boolean fits(NoteWords noteWords) {
        return isPlain() || (any.isEmpty() || oneIn(any, noteWords)) && !oneIn(none, noteWords);
    }

    private static boolean oneIn(List<List<String>> phrases, NoteWords noteWords) {
        for (List<String> phrase : phrases) {
            if (noteWords.hasAll(phrase)) {
                return true;
            }
        }
        return false;
    }
}
