package org.chartproof.bundles.evaluation;

import java.util.Locale;

/** Codes as sets are compared: without dot, in capitals. */
final class Codes {

    private Codes() {}

    static String plain(String code) {
        return code.strip().toUpperCase(Locale.ROOT).replace(".", "");
    }

    /** The first three characters. */
    static String category(String code) {
        return code.substring(0, Math.min(3, code.length()));
    }
}
