package org.chartproof.coding.section;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import opennlp.tools.ml.maxent.io.BinaryQNModelWriter;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.OnePassDataIndexer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.chartproof.coding.data.DataFile;

/** Trains the section classifier on labelled parts of notes and on invented ones of our own. Same examples, same model. */
public final class SectionTrainer {

    private static final int ITERATIONS = 200;

    /** Chosen by cross-validation among .3, 1 and 3. */
    private static final double L2_COST = 1;

    /** Our own examples count twice: they stand for the types that the training set has few of. */
    private static final int OWN_WEIGHT = 2;

    /** Weights are kept as multiples of this, and smaller ones left out: a tenth of the file for the same answers. */
    private static final double STEP = 1.0 / 32;

    private final SectionWords words = new SectionWords();
    private final List<Example> own;

    /** A trainer with our own examples. */
    public SectionTrainer() {
        List<Example> examples = new ArrayList<>();
        for (DataFile.Row row : DataFile.read("section-examples.tsv", 2)) {
            Example example = new Example(SectionTopic.ofLabel(row.column(0)), row.column(1));
            for (int i = 0; i < OWN_WEIGHT; i++) {
                examples.add(example);
            }
        }
        this.own = List.copyOf(examples);
    }

    /** A part of a note and what it is. */
    public record Example(SectionTopic topic, String text) {}

    /**
     * Trains on all examples and writes the model.
     *
     * @param file is written compressed, and not closed
     */
    public void write(List<Example> examples, OutputStream file) throws IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(file);
        DataOutputStream data = new DataOutputStream(compressed);
        new BinaryQNModelWriter(train(examples), data).persist();
        data.flush();
        compressed.finish();
    }

    /**
     * The share of examples that are classified as labelled, each by a model that was trained without it.
     *
     * @param folds how many parts the examples are dealt into
     */
    public double crossValidate(List<Example> examples, int folds) throws IOException {
        List<Example> dealt = new ArrayList<>(examples);
        java.util.Collections.shuffle(dealt, new Random(7));
        int right = 0;
        for (int fold = 0; fold < folds; fold++) {
            List<Example> others = new ArrayList<>();
            List<Example> asked = new ArrayList<>();
            for (int i = 0; i < dealt.size(); i++) {
                (i % folds == fold ? asked : others).add(dealt.get(i));
            }
            SectionClassifier classifier = new SectionClassifier(train(others));
            right += (int) asked.stream()
                    .filter(one -> classifier.classify(one.text()).topic() == one.topic())
                    .count();
        }
        return (double) right / dealt.size();
    }

    private QNModel train(List<Example> examples) throws IOException {
        List<Event> events = new ArrayList<>();
        for (List<Example> part : List.of(own, examples)) {
            for (Example example : part) {
                events.add(new Event(example.topic().name(), SectionFeatures.of(example.text(), words)));
            }
        }
        TrainingParameters parameters = new TrainingParameters();
        parameters.put("Cutoff", 1);
        parameters.put("Iterations", ITERATIONS);
        parameters.put("L1Cost", 0.0);
        parameters.put("L2Cost", L2_COST);
        DataIndexer indexer = new OnePassDataIndexer();
        indexer.init(parameters, Map.of());
        indexer.index(ObjectStreamUtils.createObjectStream(events));
        QNTrainer trainer = new QNTrainer();
        trainer.init(parameters, Map.of());
        return smaller(trainer.trainModel(ITERATIONS, indexer));
    }

    /** The model with its weights rounded to steps, without those that are none then. */
    private static QNModel smaller(QNModel model) {
        Object[] parts = model.getDataStructures();
        Context[] contexts = (Context[]) parts[0];
        @SuppressWarnings("unchecked")
        Map<String, Context> byFeature = (Map<String, Context>) parts[1];
        String[] outcomes = (String[]) parts[2];
        List<String> features = new ArrayList<>();
        List<Context> kept = new ArrayList<>();
        byFeature.keySet().stream().sorted().forEach(feature -> {
            Context rounded = rounded(byFeature.get(feature));
            if (rounded.getOutcomes().length > 0) {
                features.add(feature);
                kept.add(rounded);
            }
        });
        if (contexts.length == 0 || kept.isEmpty()) {
            throw new IllegalStateException("nothing was learned: too few examples");
        }
        return new QNModel(kept.toArray(new Context[0]), features.toArray(new String[0]), outcomes);
    }

    private static Context rounded(@org.jspecify.annotations.Nullable Context context) {
        if (context == null) {
            return new Context(new int[0], new double[0]);
        }
        List<Integer> outcomes = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < context.getOutcomes().length; i++) {
            double weight = Math.rint(context.getParameters()[i] / STEP) * STEP;
            if (weight != 0) {
                outcomes.add(context.getOutcomes()[i]);
                weights.add(weight);
            }
        }
        return new Context(
                outcomes.stream().mapToInt(Integer::intValue).toArray(),
                weights.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
