package org.chartproof.server.cdshooks;

import org.chartproof.server.writeback.Canonical;

/** Why a clinician leaves a question as it is; the code system {@code query-override-reason} has the same. */
enum OverrideReason {
    ANSWERED("answered", "The note says it, or will be amended"),
    UNKNOWN("unknown", "It can't be determined clinically"),
    NOT_RELEVANT("not-relevant", "It does not matter for this patient"),
    ANOTHER_AUTHOR("another-author", "It is for another clinician to answer"),
    LATER("later", "I will answer it later");

    /** The code system. */
    static final String SYSTEM = Canonical.OVERRIDE_REASON;

    private final String code;
    private final String display;

    OverrideReason(String code, String display) {
        this.code = code;
        this.display = display;
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }
}
