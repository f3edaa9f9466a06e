package org.chartproof.coding.mention;

import java.util.Comparator;

/**
 * A term whose words all stand in a sentence.
 *
 * @param positions the tokens that it takes, distinct, rising
 * @param words how many words of the term they say: more than tokens where one is an abbreviation
 * @param telling how many of its tokens say more than a side, which a code is completed by in any case
 * @param cost how much stands between them, and how freely they are read; 0: as printed
 * @param besides whether words stand between that must be those of another match with the same head
 */
record Match(TermEntry entry, int[] positions, int words, int telling, int cost, boolean besides) {

    /** Which of two that compete for words counts: what takes more of the note, then what says more, then the nearer to print. */
    static final Comparator<Match> BEST_FIRST = Comparator.comparingInt((Match match) -> -match.telling)
            .thenComparingInt(Match::cost)
            .thenComparingInt(match -> -match.words)
            .thenComparingInt(match -> match.last() - match.first())
            .thenComparingInt(match -> TermIndex.precedence(match.entry))
            .thenComparingInt(Match::first);

    int first() {
        return positions[0];
    }

    int last() {
        return positions[positions.length - 1];
    }

    boolean takes(int token) {
        for (int position : positions) {
            if (position == token) {
                return true;
            }
        }
        return false;
    }
}
