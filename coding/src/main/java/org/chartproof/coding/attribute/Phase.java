package org.chartproof.coding.attribute;

import java.util.Locale;
import java.util.Set;

/** The phase of treatment of an injury, which its 7th character tells (Guidelines I.C.19.a). */
public enum Phase {
    /** Active treatment. */
    INITIAL("initial encounter"),
    /** Routine care in healing or recovery. */
    SUBSEQUENT("subsequent encounter"),
    /** A complication or condition that the injury left behind. */
    SEQUELA("sequela");

    private static final Set<String> RECOVERY = Set.of(
            "aftercare",
            "follow",
            "followup",
            "healing",
            "healed",
            "subsequent",
            "postop",
            "recheck",
            "rehabilitation",
            "union");
    private static final Set<String> LEFT_BEHIND = Set.of("sequela", "sequelae", "late", "residual");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** Whether a title of the Tabular List names this phase. */
    public boolean standsIn(String displayTitle) {
        return displayTitle.toLowerCase(Locale.ROOT).contains(title);
    }

    /** The phase that words of a note, in their normal form, speak of. */
    static Phase of(Set<String> words) {
        if (words.stream().anyMatch(LEFT_BEHIND::contains) && !words.contains("day")) {
            return SEQUELA;
        }
        return words.stream().anyMatch(RECOVERY::contains) ? SUBSEQUENT : INITIAL;
    }
}
