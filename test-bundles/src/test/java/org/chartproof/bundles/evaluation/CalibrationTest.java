package org.chartproof.bundles.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.bundles.evaluation.Calibration.Judged;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void nineInTenRightAtNinetyPerCentIsNoError() {
        assertThat(new Calibration(codes(0.9, 10, 9)).expectedError()).isCloseTo(0, within(1e-9));
    }

    @Test
    void theErrorIsTheDistanceOfEachBinByItsCount() {
        List<Judged> judged = codes(0.95, 10, 5);
        judged.addAll(codes(0.25, 30, 6));
        assertThat(new Calibration(judged).expectedError()).isCloseTo((10 * 0.45 + 30 * 0.05) / 40, within(1e-9));
    }

    @Test
    void aThresholdLetsThroughWhatIsAsSureOrSurer() {
        List<Judged> judged = codes(0.96, 20, 19);
        judged.addAll(codes(0.5, 20, 10));
        Calibration.Point auto = new Calibration(judged).at(0.95);
        assertThat(auto.coverage()).isEqualTo(0.5);
        assertThat(auto.precision()).isEqualTo(0.95);
        assertThat(new Calibration(judged).curve()).hasSize(2);
    }

    @Test
    void theIntervalOfEqualNotesHasNoWidth() {
        Bootstrap.Interval interval = Bootstrap.of(List.of(new Score(3, 4, 4), new Score(3, 4, 4)), Score::precision);
        assertThat(interval.low()).isEqualTo(0.75);
        assertThat(interval.high()).isEqualTo(0.75);
    }

    private static List<Judged> codes(double confidence, int count, int right) {
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            judged.add(new Judged(confidence, i < right));
        }
        return judged;
    }
}
