package org.chartproof.server.writeback;

import org.chartproof.coding.CodedEncounter;

/** Who looks at an encounter's codes next. */
public enum Route {
    /** Nobody has to: every code is sure enough. */
    AUTO_FINAL("auto-final"),
    /** A coder reviews. */
    CODER_REVIEW("coder-review"),
    /** The author is asked first. */
    DOCUMENTATION_QUERY("documentation-query");

    /**
     * Where the routes part.
     *
     * @param autoFinal least confidence of an encounter that needs no review, 0..1
     * @param review below it a review is urgent, 0..1
     */
    public record Bands(double autoFinal, double review) {}

    private final String code;

    Route(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Route of(CodedEncounter coded, Bands bands) {
        if (!coded.queries().isEmpty()) {
            return DOCUMENTATION_QUERY;
        }
        return coded.confidence() >= bands.autoFinal() ? AUTO_FINAL : CODER_REVIEW;
    }
}
