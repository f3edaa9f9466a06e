package org.chartproof.server.writeback;

/** How settled an encounter's coding is. */
public enum Stage {
    /** The encounter goes on, or is not said to be finished. */
    CONCURRENT("concurrent"),
    /** The encounter is finished. */
    FINAL("final");

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    /** As it stands in results. */
    public String code() {
        return code;
    }
}
