package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.NextWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.coding.token.WordFilter;

/** The table of cues as a trie of words, found in sentences: at each place the longest phrase. */
final class Cues {

    private static final int LONGEST = 8;

    /** Which way a cue reaches. */
    enum Direction {
        FORWARD,
        BACKWARD,
        /** Backward over a colon only: the answer of a checklist, "Fever: no". */
        ANSWER,
        /** What follows at once: "non-diabetic". */
        NEXT,
        /** What stands at once before: "stroke clinic", "sepsis alert". */
        BEHIND
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

    /** The phrases that begin with the same words. */
    private static final class Node {
        private final NextWords<Node> next = new NextWords<>();
        private final List<Meaning> meanings = new ArrayList<>(1);
    }

    private final Node root = new Node();
    private final WordFilter firstWords = new WordFilter();

    Cues() {
        for (DataFile.Row row : DataFile.read("cues.tsv", 3)) {
            List<String> words = Tokenizer.tokens(row.column(0)).stream()
                    .filter(Token::isWord)
                    .map(Token::form)
                    .toList();
            if (words.isEmpty() || words.size() > LONGEST) {
                throw row.error("a cue has 1 to " + LONGEST + " words");
            }
            firstWords.add(words.get(0));
            Node node = root;
            for (String word : words) {
                node = node.next.add(word, Node::new);
            }
            node.meanings.add(new Meaning(row.value(1, CueKind.class), row.value(2, Direction.class)));
        }
    }

    /** The cues of a sentence, in order; words within a longer cue are none of their own. */
    List<Found> of(List<Token> tokens) {
        List<Found> found = new ArrayList<>();
        find(tokens, 0, tokens.size(), found);
        return found;
    }

    /** As {@link #of}, where no cue takes words of the tokens {@code first..last} ("no acute" in "no acute distress"). */
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
        if (!firstWords.mayHave(tokens.get(at).form())) {
            return -1;
        }
        int last = -1;
        List<Meaning> meanings = List.of();
        Node node = root;
        for (int i = at; i < end; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.JOINER && i > at) {
                continue;
            }
            Node next = token.isWord() ? node.next.get(token.form()) : null;
            if (next == null) {
                break;
            }
            node = next;
            if (!node.meanings.isEmpty()) {
                meanings = node.meanings;
                last = i;
            }
        }
        for (Meaning meaning : meanings) {
            found.add(new Found(meaning.kind(), meaning.direction(), at, last));
        }
        return last;
    }
}
