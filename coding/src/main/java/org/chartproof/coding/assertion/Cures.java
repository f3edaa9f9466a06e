package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/**
 * Whether a sentence says that a disease which lasts unless it is cured is over: "breast CA 2014, lumpectomy + XRT, NED", "hep C treated w
 * SVR 2021", "carpal tunnel releases 2016" (Guidelines I.C.2.m, I.C.21.c.4).
 */
public final class Cures {

    private static final String FILE = "cures.tsv";

    /** How far behind the disease its cure is told, in tokens. */
    private static final int REACH = 16;

    private static final int YEAR_REACH = 4;

    private enum Says {
        /** It is over. */
        CURED,
        /** It is over if the year is told in which it was treated. */
        TREATED,
        /** What stands directly before was operated on, in the year that follows. */
        OPERATED,
        /** It is still treated, or came back. */
        ACTIVE
    }

    private record Phrase(List<String> words, Says says) {}

    private final Map<String, List<Phrase>> phrases = new HashMap<>();

    /** The phrases of this build. */
    public Cures() {
        for (DataFile.Row row : DataFile.read(FILE, 2)) {
            List<String> words = Tokenizer.tokens(row.column(0)).stream()
                    .filter(Token::isWord)
                    .map(Token::form)
                    .toList();
            phrases.computeIfAbsent(words.get(0), none -> new ArrayList<>(1))
                    .add(new Phrase(words, row.value(1, Says.class)));
        }
    }

    /**
     * The words that say that what ends at a token is over; empty if none do.
     *
     * @param last its last token
     * @param curable whether it has a code of history of its own
     */
    public Optional<Cue> of(Sentence sentence, int last, boolean curable) {
        List<Token> tokens = sentence.tokens();
        Optional<Cue> over = Optional.empty();
        int end = Math.min(tokens.size(), last + 1 + REACH);
        for (int at = last + 1; at < end; at++) {
            String form = tokens.get(at).form();
            if (form.equals(";")) {
                break;
            }
            for (Phrase phrase : phrases.getOrDefault(form, List.of())) {
                int phraseLast = end(tokens, at, phrase.words());
                if (phraseLast < 0) {
                    continue;
                }
                if (phrase.says() == Says.ACTIVE) {
                    return Optional.empty();
                }
                boolean over1 =
                        switch (phrase.says()) {
                            case CURED -> curable;
                            case TREATED -> curable && yearNear(tokens, last, phraseLast);
                            default -> at == last + 1 && yearNear(tokens, last, phraseLast);
                        };
                if (over1 && over.isEmpty()) {
                    over = Optional.of(new Cue(
                            tokens.get(at).begin(), tokens.get(phraseLast).end()));
                }
            }
        }
        return over;
    }

    private static int end(List<Token> tokens, int at, List<String> words) {
        int token = at;
        for (String word : words) {
            while (token < tokens.size() && tokens.get(token).kind() == Token.Kind.JOINER) {
                token++;
            }
            if (token >= tokens.size() || !tokens.get(token).form().equals(word)) {
                return -1;
            }
            token++;
        }
        return token - 1;
    }

    /** A year between the disease and its treatment, or just behind that. */
    private static boolean yearNear(List<Token> tokens, int from, int phraseLast) {
        int end = Math.min(tokens.size(), phraseLast + 1 + YEAR_REACH);
        for (int i = from + 1; i < end; i++) {
            if (SentenceAssertions.isYear(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }
}
