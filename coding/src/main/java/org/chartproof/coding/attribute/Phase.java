package org.chartproof.coding.attribute;

import java.util.Locale;
import java.util.Set;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordFilter;

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

    private static final WordFilter MAY_TELL = new WordFilter();

    static {
        RECOVERY.forEach(MAY_TELL::add);
        LEFT_BEHIND.forEach(MAY_TELL::add);
        MAY_TELL.add("day");
    }

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** Whether a title of the Tabular List names this phase. */
    public boolean standsIn(String displayTitle) {
        return displayTitle.toLowerCase(Locale.ROOT).contains(title);
    }

    /** The phase that a sentence of a note speaks of. */
    static Phase of(Sentence sentence) {
        boolean leftBehind = false;
        boolean recovery = false;
        boolean day = false;
        for (Token token : sentence.tokens()) {
            String form = token.form();
            if (MAY_TELL.mayHave(form)) {
                leftBehind |= LEFT_BEHIND.contains(form);
                recovery |= RECOVERY.contains(form);
                day |= form.equals("day");
            }
        }
        if (leftBehind && !day) {
            return SEQUELA;
        }
        return recovery ? SUBSEQUENT : INITIAL;
    }
}
