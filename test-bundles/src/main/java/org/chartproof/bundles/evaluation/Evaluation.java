package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chartproof.coding.Coder;

/** Runs every evaluation whose data is there. */
public final class Evaluation {

    private final Coder coder;
    private final Path data;
    private final PrintStream out;

    /**
     * @param data folder with the labelled sets, under the names that their README gives
     */
    public Evaluation(Coder coder, Path data, PrintStream out) {
        this.coder = coder;
        this.data = data;
        this.out = out;
    }

    private interface Measure {
        String figures(Path file) throws IOException;
    }

    /** Prints a line for each set; answers how many there were. */
    public int run() throws IOException {
        return measure("CodiEsp, mentions", "codiesp_en_dev60.jsonl", file -> CodiEsp.evaluate(coder, file))
                + measure("CMC 2007, claims", "cmc2007.jsonl", file -> RadiologyChallenge.evaluate(coder, file))
                + measure("NegEx/ConText, sentences", "negex_context.jsonl", ContextSentences::evaluate);
    }

    private int measure(String name, String fileName, Measure measure) throws IOException {
        Path file = data.resolve(fileName);
        if (!Files.exists(file)) {
            out.println(name + ": " + fileName + " is not in " + data + ", left out");
            return 0;
        }
        long rows = LabelledNotes.read(file).size();
        out.println(name + " (" + fileName + ", " + rows + "): " + measure.figures(file));
        return 1;
    }
}
