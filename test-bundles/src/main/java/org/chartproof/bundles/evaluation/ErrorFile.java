package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** Every answer that was missed or is wrong, with the text around it: one block a case, for whoever works on the engine. */
final class ErrorFile {

    private final Writer out;

    ErrorFile(Writer out) {
        this.out = out;
    }

    /** Writes the block of a case, if there is anything wrong with it. */
    void add(EvaluationSet set, CodedCase one) throws IOException {
        List<CodingError> errors = set == EvaluationSet.ACI
                ? CodingError.of(one).stream().filter(CodingError::missed).toList()
                : CodingError.of(one);
        boolean firstIsWrong =
                set.isOurs() && !one.isFirstRight() && !one.labelled().gold().isEmpty();
        List<String> presence = one.presenceErrors();
        if (errors.isEmpty() && !firstIsWrong && presence.isEmpty()) {
            return;
        }
        String setting = one.labelled().facts().setting().name().toLowerCase(Locale.ROOT);
        out.write("=== " + set.key() + " " + one.labelled().id() + " " + setting + "\n");
        if (firstIsWrong) {
            out.write("FIRST  is not " + one.labelled().gold().get(0).name() + ", answered " + one.order() + "\n");
        }
        for (String error : presence) {
            out.write("POA    " + error + "\n");
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

    /** Writes the block of a text of a set without codes. */
    void add(EvaluationSet set, String id, String error, String text) throws IOException {
        out.write("=== " + set.key() + " " + id + "\n" + error + "\n       " + text.replace("\n", " / ") + "\n\n");
    }
}
