package org.chartproof.coding.section;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import opennlp.tools.ml.maxent.io.BinaryQNModelWriter;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.OnePassRealValueDataIndexer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.chartproof.coding.data.DataFile;

/** Trains the section classifier on labelled parts of notes and on invented ones of our own. Same examples, same model. */
public final class SectionTrainer {

    private static final int ITERATIONS = 100;

    /** Chosen by cross-validation. High, since features count by their rarity, which is about 3 on average. */
    private static final double L2_COST = 50;

    /** Our own examples count twice: they stand for the types that the training set has few of. */
    private static final int OWN_WEIGHT = 2;

    /** Weights are kept as multiples of this, and smaller ones left out: a tenth of the file for the same answers. */
    private static final double STEP = 1.0 / 32;

    /** Features that fewer examples have are left out. */
    private static final int CUTOFF = 2;

    private static final String IS = "is";
    private static final String IS_NOT = "not";

    private final SectionWords words = new SectionWords();
    private final List<Example> own;

    /** A trainer with our own examples. */
    public SectionTrainer() {
        List<Example> examples = new ArrayList<>();
        for (DataFile.Row row : DataFile.read("section-examples.tsv", 2)) {
            examples.add(new Example(SectionTopic.ofLabel(row.column(0)), row.column(1)));
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
        Collections.shuffle(dealt, new Random(7));
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

    /**
     * A model for each topic tells it from all others, which does better with few examples than one model for all at once; their weights
     * then stand side by side in one.
     */
    private QNModel train(List<Example> examples) throws IOException {
        List<Example> all = new ArrayList<>(own);
        all.addAll(examples);
        List<String[]> features =
                all.stream().map(one -> SectionFeatures.of(one.text(), words)).toList();
        Map<String, Float> rarity = rarity(features);
        List<String[]> known = features.stream()
                .map(row -> Arrays.stream(row).filter(rarity::containsKey).toArray(String[]::new))
                .toList();
        Map<String, double[]> weights = new TreeMap<>();
        for (SectionTopic topic : SectionTopic.values()) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Event event = event(all.get(i).topic() == topic, known.get(i), rarity);
                events.addAll(Collections.nCopies(i < own.size() ? OWN_WEIGHT : 1, event));
            }
            addWeights(binary(events), topic, rarity, weights);
        }
        return smaller(weights);
    }

    /** How rare features are, by the logarithm of their share; those that are seen once are left out. */
    private static Map<String, Float> rarity(List<String[]> features) {
        Map<String, Integer> counts = new HashMap<>();
        features.forEach(row -> Arrays.stream(row).forEach(feature -> counts.merge(feature, 1, Integer::sum)));
        Map<String, Float> rarity = new HashMap<>();
        counts.forEach((feature, count) -> {
            if (count >= CUTOFF) {
                // Never zero: what every text has is how common the topic is.
                rarity.put(feature, (float) Math.log(1 + (double) features.size() / count));
            }
        });
        return rarity;
    }

    private static Event event(boolean is, String[] features, Map<String, Float> rarity) {
        float[] values = new float[features.length];
        for (int i = 0; i < features.length; i++) {
            values[i] = Objects.requireNonNull(rarity.get(features[i]));
        }
        return new Event(is ? IS : IS_NOT, features, values);
    }

    private static QNModel binary(List<Event> events) throws IOException {
        TrainingParameters parameters = new TrainingParameters();
        parameters.put("Cutoff", 1);
        parameters.put("Iterations", ITERATIONS);
        parameters.put("L1Cost", 0.0);
        parameters.put("L2Cost", L2_COST);
        DataIndexer indexer = new OnePassRealValueDataIndexer();
        indexer.init(parameters, Map.of());
        indexer.index(ObjectStreamUtils.createObjectStream(events));
        QNTrainer trainer = new QNTrainer();
        trainer.init(parameters, Map.of());
        return trainer.trainModel(ITERATIONS, indexer);
    }

    /** A feature's weight for a topic: how much more it says for it than against, times its rarity, so that the classifier needs none. */
    private static void addWeights(
            QNModel model, SectionTopic topic, Map<String, Float> rarity, Map<String, double[]> weights) {
        Object[] parts = model.getDataStructures();
        @SuppressWarnings("unchecked")
        Map<String, Context> byFeature = (Map<String, Context>) parts[1];
        int is = model.getIndex(IS);
        byFeature.forEach((feature, context) -> {
            double weight = 0;
            for (int i = 0; i < context.getOutcomes().length; i++) {
                weight += context.getOutcomes()[i] == is ? context.getParameters()[i] : -context.getParameters()[i];
            }
            weights.computeIfAbsent(feature, key -> new double[SectionTopic.values().length])[topic.ordinal()] =
                    weight * Objects.requireNonNull(rarity.get(feature));
        });
    }

    /** The model of all topics with its weights rounded to steps, without those that are none then. */
    private static QNModel smaller(Map<String, double[]> weights) {
        List<String> features = new ArrayList<>();
        List<Context> kept = new ArrayList<>();
        weights.forEach((feature, byTopic) -> {
            Context rounded = rounded(byTopic);
            if (rounded.getOutcomes().length > 0) {
                features.add(feature);
                kept.add(rounded);
            }
        });
        if (kept.isEmpty()) {
            throw new IllegalStateException("nothing was learned: too few examples");
        }
        String[] topics =
                Arrays.stream(SectionTopic.values()).map(SectionTopic::name).toArray(String[]::new);
        return new QNModel(kept.toArray(new Context[0]), features.toArray(new String[0]), topics);
    }

    private static Context rounded(double[] weights) {
        int[] topics = IntStream.range(0, weights.length)
                .filter(i -> Math.rint(weights[i] / STEP) != 0)
                .toArray();
        return new Context(
                topics,
                Arrays.stream(topics)
                        .mapToDouble(i -> Math.rint(weights[i] / STEP) * STEP)
                        .toArray());
    }
}
