package org.chartproof.coding.assertion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.PhraseTable;
import org.chartproof.coding.token.PhraseTable.Said;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * Whether a sentence says that a disease which lasts unless it is cured is over: "breast CA 2014, lumpectomy + XRT, NED", "hep C treated w
 * SVR 2021", "carpal tunnel releases 2016" (Guidelines I.C.2.m, I.C.21.c.4).
 */
public final class Cures {

    private static final String FILE = "cures.tsv";

    /** How far behind the disease its cure is told, in tokens. */
    private static final int REACH = 16;

    private static final int YEAR_REACH = 4;

    private static final Set<String> HISTORY = Set.of("hx", "history", "h/o");

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

    private final PhraseTable<Says> phrases = new PhraseTable<>();

    /** The phrases of this build. */
    public Cures() {
        for (DataFile.Row row : DataFile.read(FILE, 2)) {
            phrases.add(row.column(0), row.value(1, Says.class));
        }
    }

    /**
     * The words that say that what ends at a token is over; empty if none do.
     *
     * @param first its first token
     * @param last its last token
     * @param curable whether it has a code of history of its own
     */
    public Optional<Cue> of(Sentence sentence, int first, int last, boolean curable) {
        List<Token> tokens = sentence.tokens();
        Optional<Cue> over = Optional.empty();
        int end = Math.min(tokens.size(), last + 1 + REACH);
        for (int at = last + 1; at < end; at++) {
            String form = tokens.get(at).form();
            if (form.equals(";")) {
                break;
            }
            for (Said<Says> said : phrases.at(tokens, at)) {
                if (said.says() == Says.ACTIVE) {
                    return Optional.empty();
                }
                boolean ends =
                        switch (said.says()) {
                            case CURED -> curable;
                            case TREATED ->
                                curable && (yearNear(tokens, last, said.last()) || isHistory(tokens, first));
                            default -> at == last + 1 && yearNear(tokens, last, said.last());
                        };
                if (ends && over.isEmpty()) {
                    over = Optional.of(new Cue(
                            tokens.get(at).begin(), tokens.get(said.last()).end()));
                }
            }
        }
        return over;
    }

    /** "Hx MAC, treated." */
    private static boolean isHistory(List<Token> tokens, int first) {
        int before = first - 1;
        while (before > 0 && tokens.get(before).form().equals("of")) {
            before--;
        }
        return before >= 0 && HISTORY.contains(tokens.get(before).form());
    }

    /** A year between the disease and its treatment, or just behind that. */
    private static boolean yearNear(List<Token> tokens, int from, int phraseLast) {
        int end = Math.min(tokens.size(), phraseLast + 1 + YEAR_REACH);
        for (int i = from + 1; i < end; i++) {
            if (WordForm.isYear(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }
}
