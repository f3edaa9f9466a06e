package org.chartproof.coding.section;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import opennlp.tools.ml.maxent.io.QNModelReader;
import opennlp.tools.ml.model.BinaryFileDataReader;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Tells from its words what a part of a note is for, where no header says it: a log-linear model, trained by
 * {@link SectionTrainer}. Read once, then used by any number of threads.
 */
public final class SectionClassifier {

    static final String MODEL = "section-model.bin.gz";

    private final SectionWords words = new SectionWords();
    private final MaxentModel model;

    /** The classifier of this build. */
    public SectionClassifier() {
        this(read());
    }

    SectionClassifier(MaxentModel model) {
        this.model = model;
    }

    /**
     * What a text is.
     *
     * @param probability 0..1, as the model sees it
     */
    public record Classified(SectionTopic topic, double probability) {}

    /** Classifies a part of a note, without its header. */
    public Classified classify(String text) {
        double[] probabilities = model.eval(SectionFeatures.of(text, words));
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return new Classified(SectionTopic.valueOf(model.getOutcome(best)), probabilities[best]);
    }

    private static MaxentModel read() {
        try (InputStream in = SectionClassifier.class.getResourceAsStream("/org/chartproof/coding/" + MODEL)) {
            if (in == null) {
                throw new IllegalStateException(MODEL + " is not on the class path");
            }
            return new QNModelReader(new BinaryFileDataReader(new DataInputStream(new GZIPInputStream(in)))).getModel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
