package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Every code that was missed or is wrong, with the text around it: one block a case, for whoever works on the engine. */
final class ErrorFile {

    private final Writer out;

    ErrorFile(Writer out) {
        this.out = out;
    }

    /** Writes the block of a case, if there is anything wrong with it. */
    void add(EvaluationSet set, CodedCase one) throws IOException {
        List<CodingError> errors = CodingError.of(one);
        boolean firstIsWrong = set == EvaluationSet.GOLDEN && !one.isFirstRight();
        if (errors.isEmpty() && !firstIsWrong) {
            return;
        }
        out.write("=== " + set.key() + " " + one.labelled().id() + " "
                + one.labelled().facts().setting().name().toLowerCase(java.util.Locale.ROOT) + "\n");
        if (firstIsWrong && !one.labelled().gold().isEmpty()) {
            out.write("FIRST  is not " + one.labelled().gold().get(0).name() + "\n");
        }
        for (CodingError error : errors) {
            out.write((error.missed() ? "MISSED " : "WRONG  ") + error.code() + "  ["
                    + error.type().label() + (error.detail().isEmpty() ? "" : "; " + error.detail()) + "]\n");
            if (!error.place().isEmpty()) {
                out.write("       " + error.place() + "\n");
            }
        }
        out.write("\n");
    }
}
