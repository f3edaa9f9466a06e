package org.chartproof.bundles.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Intervals of micro averages by resampling whole notes, since the codes of one note stand and fall together. */
final class Bootstrap {

    private static final int RESAMPLES = 1000;
    private static final long SEED = 0;

    private Bootstrap() {}

    /** Bounds of the middle 95 %. */
    record Interval(double low, double high) {}

    /**
     * The interval of a figure; always the same for the same scores.
     *
     * @param notes the score of each note
     * @param figure of the sum of scores
     */
    static Interval of(List<Score> notes, ToDoubleFunction<Score> figure) {
        Random random = new Random(SEED);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int right = 0;
            int answered = 0;
            int gold = 0;
            for (int j = 0; j < notes.size(); j++) {
                Score note = notes.get(random.nextInt(notes.size()));
                right += note.right();
                answered += note.answered();
                gold += note.gold();
            }
            figures[i] = figure.applyAsDouble(new Score(right, answered, gold));
        }
        Arrays.sort(figures);
        return new Interval(figures[RESAMPLES * 25 / 1000], figures[RESAMPLES * 975 / 1000 - 1]);
    }
}
