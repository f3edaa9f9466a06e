package org.chartproof.terminology.lexicon;

import java.util.List;
import org.chartproof.terminology.Term;

/**
 * A code in the lexicon.
 *
 * @param code with its dot
 * @param display our short wording of it
 * @param terms the words that lead to it; empty: it is in the starter code set and is reached otherwise
 */
public record LexiconRow(String code, String display, List<Term> terms) {

    public LexiconRow {
        terms = List.copyOf(terms);
    }
}
