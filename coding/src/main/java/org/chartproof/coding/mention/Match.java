package org.chartproof.coding.mention;

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
    static int bestFirst(Match one, Match other) {
        int order = Integer.compare(other.telling, one.telling);
        if (order == 0) {
            order = Integer.compare(one.cost, other.cost);
        }
        if (order == 0) {
            order = Integer.compare(other.words, one.words);
        }
        if (order == 0) {
            order = Integer.compare(one.last() - one.first(), other.last() - other.first());
        }
        if (order == 0) {
            order = Integer.compare(TermIndex.precedence(one.entry), TermIndex.precedence(other.entry));
        }
        return order == 0 ? Integer.compare(one.first(), other.first()) : order;
    }

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
