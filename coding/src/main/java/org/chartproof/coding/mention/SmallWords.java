package org.chartproof.coding.mention;

import java.util.Set;

/** Words that carry no meaning within a term: "fracture of the left radius" is "fracture left radius". */
final class SmallWords {

    private static final Set<String> WORDS = Set.of(
            "of", "the", "a", "an", "in", "her", "his", "their", "to", "at", "on", "over", "by", "and", "s", "for");

    private SmallWords() {}

    static boolean contains(String form) {
        return WORDS.contains(form);
    }
}
