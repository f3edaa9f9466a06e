package org.chartproof.coding.mention;

/**
 * What stands between the words of a match, and whether they still belong together.
 *
 * @param cost 0 where nothing but small words and sides does
 * @param besides whether there are words that belong only if another match of the same head takes them
 * @param parts whether something between sets the words apart: a comma that not only modifiers follow, or "and" between conditions
 */
record Gaps(boolean isRefused, int cost, boolean besides, boolean parts) {

    private static final int MOST = 5;
    private static final Gaps REFUSED = new Gaps(true, MOST, false, false);
    private static final Gaps NONE = new Gaps(false, 0, false, false);

    /**
     * @param positions the tokens of the match, rising
     */
    static Gaps between(SentenceWords sentence, int[] positions) {
        int last = positions[positions.length - 1];
        if (last - positions[0] == positions.length - 1) {
            return NONE;
        }
        int cost = 0;
        boolean besides = false;
        boolean joins = false;
        boolean parts = false;
        // An aside that ends with its clause is one of its own: "5 % (excl erythema), palm method"; "(2nd degree) burn"
        // is not.
        int opened = 0;
        int next = 1;
        for (int at = positions[0] + 1; at < last; at++) {
            if (at == positions[next]) {
                next++;
                continue;
            }
            switch (sentence.wordClass(at)) {
                case SMALL, HYPHEN, SIDE -> {}
                case JOINS -> {
                    joins = true;
                    parts |= headOnBothSides(sentence, positions, at);
                }
                case COMMA -> {
                    cost++;
                    joins = true;
                    parts |= !onlyModifiersFollow(sentence, positions, at);
                }
                case PARENTHESIS -> {
                    cost++;
                    opened += sentence.token(at).form().equals("(") ? 1 : -1;
                    if (opened < 0 && sentence.wordClass(at + 1) == WordClass.COMMA) {
                        return REFUSED;
                    }
                }
                case MODIFIER -> cost++;
                case OTHER -> {
                    cost++;
                    besides = true;
                }
                case HEAD, BREAK -> {
                    return REFUSED;
                }
            }
        }
        boolean loose = cost > 0 && !hasHead(sentence, positions);
        boolean unjoined = besides && !joins;
        if (cost > MOST || loose || unjoined) {
            return REFUSED;
        }
        return new Gaps(false, cost, besides, parts);
    }

    /** "Diabetes, type 2": the condition stands before the comma, and none behind it. */
    private static boolean onlyModifiersFollow(SentenceWords sentence, int[] positions, int comma) {
        boolean headBefore = false;
        for (int position : positions) {
            boolean head = sentence.wordClass(position) == WordClass.HEAD;
            if (position < comma) {
                headBefore |= head;
            } else if (head) {
                return false;
            }
        }
        return headBefore;
    }

    /** "Hypertension and ischemic heart disease" are two conditions. */
    private static boolean headOnBothSides(SentenceWords sentence, int[] positions, int joint) {
        boolean before = false;
        boolean behind = false;
        for (int position : positions) {
            if (sentence.wordClass(position) == WordClass.HEAD) {
                before |= position < joint;
                behind |= position > joint;
            }
        }
        return before && behind;
    }

    private static boolean hasHead(SentenceWords sentence, int[] positions) {
        for (int position : positions) {
            if (sentence.wordClass(position) == WordClass.HEAD) {
                return true;
            }
        }
        return false;
    }

    /** Whether a term can be said with this between: only a list is said in parts, or a head that others stand beside. */
    boolean holds(TermEntry entry) {
        return !parts || besides || entry.list();
    }
}
