package org.chartproof.server.writeback;

import org.chartproof.coding.CodedEncounter;

/** Who looks at an encounter's codes next. */
public enum Route {
    /** Nobody has to: every code is sure enough. */
    AUTO_FINAL("auto-final"),
    /** Nobody has to; a coder reviews all the same, to see how sure the engine may be. */
    AUTO_FINAL_SAMPLE("auto-final-sample"),
    /** A coder reviews. */
    CODER_REVIEW("coder-review"),
    /** The author is asked first. */
    DOCUMENTATION_QUERY("documentation-query");

    /**
     * Where the routes part.
     *
     * @param autoFinal least confidence of an encounter that needs no review, 0..1
     * @param review below it a review is urgent, 0..1
     * @param sample share of the encounters that need no review and are reviewed all the same, 0..1
     */
    public record Bands(double autoFinal, double review, double sample) {

        /** Without a sample. */
        public Bands(double autoFinal, double review) {
            this(autoFinal, review, 0);
        }
    }

    private final String code;

    Route(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Route of(CodedChart chart, Bands bands) {
        CodedEncounter coded = chart.coded();
        if (!coded.queries().isEmpty()) {
            return DOCUMENTATION_QUERY;
        }
        if (coded.confidence() < bands.autoFinal()) {
            return CODER_REVIEW;
        }
        // By the id alone: an encounter that is coded again stays in the sample, or out of it.
        return ResultIds.share(chart.encounterId()) < bands.sample() ? AUTO_FINAL_SAMPLE : AUTO_FINAL;
    }
}
