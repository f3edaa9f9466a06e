package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;
import org.chartproof.coding.token.Tokenizer;

/** The table of cues, found in sentences: at each place the longest phrase of each direction. */
final class Cues {

    private static final int LONGEST = 7;

    /** Which way a cue reaches. */
    enum Direction {
        FORWARD,
        BACKWARD
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

    Cues() {
        for (DataFile.Row row : DataFile.read("cues.tsv", 3)) {
            List<String> words = Tokenizer.tokens(row.column(0)).stream()
                    .filter(Token::isWord)
                    .map(Token::form)
                    .toList();
            if (words.isEmpty() || words.size() > LONGEST) {
                throw row.error("a cue has 1 to " + LONGEST + " words");
            }
            phrases.computeIfAbsent(words, key -> new ArrayList<>())
                    .add(new Meaning(row.value(1, CueKind.class), row.value(2, Direction.class)));
        }
    }

    /** The cues of a sentence; words within a longer cue are none of their own. */
    List<Found> find(List<Token> tokens) {
        List<Found> found = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            int last = longest(tokens, at, found);
            if (last >= 0) {
                at = last;
            }
        }
        return found;
    }

    private int longest(List<Token> tokens, int at, List<Found> found) {
        List<String> words = new ArrayList<>();
        int last = -1;
        List<Meaning> meanings = List.of();
        for (int i = at; i < tokens.size() && words.size() < LONGEST; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.JOINER) {
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
            if (i == at && words.isEmpty()) {
                break;
            }
        }
        for (Meaning meaning : meanings) {
            found.add(new Found(meaning.kind(), meaning.direction(), at, last));
        }
        return last;
    }
}
