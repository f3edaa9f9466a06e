package org.chartproof.terminology.lexicon;

import java.util.function.Supplier;
import org.chartproof.terminology.Once;
import org.chartproof.terminology.Term;

/**
 * A lexicon that is read when its rows are first asked for: reading some 38,000 terms takes a third of a second, and a start that
 * finds each vocabulary stored needs none of them.
 */
public final class LexiconSource {

    private final Supplier<Lexicon> lexicon;
    private final Supplier<String> mark;

    private LexiconSource(Supplier<Lexicon> lexicon, Supplier<String> mark) {
        this.lexicon = Once.of(lexicon);
        this.mark = Once.of(mark);
    }

    /** The lexicon that the program carries: as it is a part of the program, each build has one. */
    public static LexiconSource own() {
        return new LexiconSource(Lexicon::own, () -> "own");
    }

    /** A lexicon that is there already. */
    public static LexiconSource of(Lexicon lexicon) {
        return new LexiconSource(() -> lexicon, () -> written(lexicon));
    }

    /** The lexicon, read once. */
    public Lexicon get() {
        return lexicon.get();
    }

    /** Tells this lexicon from others that the same build of the program may be given. */
    public String mark() {
        return mark.get();
    }

    private static String written(Lexicon lexicon) {
        StringBuilder all = new StringBuilder();
        for (LexiconRow row : lexicon.rows()) {
            all.append(row.code()).append('\n');
            for (Term term : row.terms()) {
                all.append(term.words()).append('\t').append(term.code()).append('\t');
                all.append(term.requires().any()).append(term.requires().none()).append('\n');
            }
        }
        return all.toString();
    }
}
