package org.chartproof.coding.candidate;

import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.attribute.Side;

/**
 * Whether a paralysed side is the dominant one (Guidelines I.C.6.a): by the better hand, and where the note does not say, right is dominant
 * and left is not; of who is ambidextrous each side is.
 *
 * @param hand the better one; both for who is ambidextrous
 */
record Dominance(Optional<Side> hand) {

    /** The word by which titles tell it. */
    static final String WORD = "dominant";

    /** Of a note that does not say which hand is the better one. */
    static final Dominance UNSAID = new Dominance(Optional.empty());

    /** Whether a title tells a side's dominance. */
    static boolean isTold(String title) {
        return title.toLowerCase(Locale.ROOT).contains(WORD);
    }

    /** Whether what a title tells of an affected side's dominance, if it does, is so. */
    boolean fits(String title, Side affected) {
        String lower = title.toLowerCase(Locale.ROOT);
        boolean dominant = hand.map(better -> better == Side.BILATERAL || better == affected)
                .orElse(affected == Side.RIGHT);
        boolean non = lower.contains("nondominant") || lower.contains("non-dominant");
        return !lower.contains(WORD) || dominant != non;
    }
}
