package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;
import org.chartproof.coding.token.Tokenizer;

/** The table of cues, found in sentences: at each place the longest phrase. */
final class Cues {

    private static final int LONGEST = 8;

    /** Which way a cue reaches. */
    enum Direction {
        FORWARD,
        BACKWARD,
        /** Backward over a colon only: the answer of a checklist, "Fever: no". */
        ANSWER,
        /** What follows at once: "non-diabetic". */
        NEXT
    }

    /** What a phrase of the table means. */
    private record Meaning(CueKind kind, Direction direction) {}

    /**
     * A cue in a sentence.
     *
     * @param first its first token
     * @param last its last, inclusive
     */
    record Found(CueKind kind, Direction direction, int first, int last) {}

    private final Map<List<String>, List<Meaning>> phrases = new HashMap<>();

    /** The length in words of the longest phrase that begins with a word: most words begin none. */
    private final Map<String, Integer> longestFrom = new HashMap<>();

    Cues() {
        for (DataFile.Row row : DataFile.read("cues.tsv", 3)) {
            List<String> words = Tokenizer.tokens(row.column(0)).stream()
                    .filter(Token::isWord)
                    .map(Token::form)
                    .toList();
            if (words.isEmpty() || words.size() > LONGEST) {
                throw row.error("a cue has 1 to " + LONGEST + " words");
            }
            longestFrom.merge(words.get(0), words.size(), Math::max);
            phrases.computeIfAbsent(words, key -> new ArrayList<>())
                    .add(new Meaning(row.value(1, CueKind.class), row.value(2, Direction.class)));
        }
    }

    /**
     * The cues around the tokens {@code first..last} of a sentence; words within a longer cue are none of their own, and no cue
     * takes words of the mention ("no acute" in "no acute distress").
     */
    List<Found> around(List<Token> tokens, int first, int last) {
        List<Found> found = new ArrayList<>();
        find(tokens, 0, first, found);
        find(tokens, last + 1, tokens.size(), found);
        return found;
    }

    private void find(List<Token> tokens, int begin, int end, List<Found> found) {
        int at = begin;
        while (at < end) {
            int last = longest(tokens, at, end, found);
            at = last >= 0 ? last + 1 : at + 1;
        }
    }

    private int longest(List<Token> tokens, int at, int end, List<Found> found) {
        int most = longestFrom.getOrDefault(tokens.get(at).form(), 0);
        List<String> words = new ArrayList<>(most);
        int last = -1;
        List<Meaning> meanings = List.of();
        for (int i = at; i < end && words.size() < most; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.JOINER && i > at) {
                continue;
            }
            if (!token.isWord()) {
                break;
            }
            words.add(token.form());
            List<Meaning> here = phrases.get(words);
            if (here != null) {
                meanings = here;
                last = i;
            }
        }
        for (Meaning meaning : meanings) {
            found.add(new Found(meaning.kind(), meaning.direction(), at, last));
        }
        return last;
    }
}
