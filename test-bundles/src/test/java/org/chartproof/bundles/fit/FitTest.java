package org.chartproof.bundles.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chartproof.bundles.fit.IsotonicRegression.Point;
import org.chartproof.bundles.fit.LogisticRegression.Example;
import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void theSumIsTheLogOddsOfWhatWasSeen() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            examples.add(new Example(new int[] {0}, i % 10 != 0)); // nine in ten are right with the feature
            examples.add(new Example(new int[] {}, i % 2 == 0)); // one in two without
        }
        LogisticRegression fitted = LogisticRegression.fit(examples, 1, 1e-6);
        assertThat(fitted.sum(new int[] {})).isCloseTo(0, within(0.01));
        assertThat(fitted.sum(new int[] {0})).isCloseTo(Math.log(9), within(0.01));
    }

    @Test
    void aFeatureThatSaysNothingHasNoWeight() {
        List<Example> examples = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 4000; i++) {
            examples.add(new Example(i % 2 == 0 ? new int[] {0} : new int[] {}, random.nextBoolean()));
        }
        assertThat(LogisticRegression.fit(examples, 1, 1).weight(0)).isCloseTo(0, within(0.15));
    }

    @Test
    void theCurveRisesWhateverTheSharesDo() {
        Random random = new Random(1);
        double[] scores = random.doubles(500).toArray();
        boolean[] right = new boolean[scores.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = random.nextDouble() < scores[i];
        }
        IsotonicRegression curve = IsotonicRegression.fit(scores, right, 50);
        assertThat(curve.points()).extracting(Point::score).isSorted();
        assertThat(curve.points()).extracting(Point::share).isSorted();
        assertThat(curve.at(0.5)).isCloseTo(0.5, within(0.1));
        assertThat(curve.at(-1)).isEqualTo(curve.points().get(0).share());
        assertThat(curve.at(2))
                .isEqualTo(curve.points().get(curve.points().size() - 1).share());
    }
}
