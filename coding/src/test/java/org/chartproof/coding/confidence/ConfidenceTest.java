package org.chartproof.coding.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.data.DataFile;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    private static ConfidenceModel model(String... lines) {
        List<DataFile.Row> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(new DataFile.Row("confidence.tsv", rows.size() + 1, List.of(line.split("\t"))));
        }
        return ConfidenceModel.of(CodingMode.CLAIM, rows);
    }

    @Test
    void weightsAddUpAndTheStepsMakeThemAProbability() {
        ConfidenceModel model = model(
                "claim\tweight\tbase\t-1",
                "claim\tweight\tbest:assessment\t2",
                "mentions\tweight\tbest:assessment\t9",
                "claim\tstep\t-1\t0.4",
                "claim\tstep\t1\t0.8");
        assertThat(model.probability(List.of("best:assessment", "never seen"))).isEqualTo(0.8);
        assertThat(model.probability(List.of())).isEqualTo(0.4);
        assertThat(model("claim\tstep\t-1\t0.4", "claim\tstep\t1\t0.8").probability(List.of()))
                .isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aTableWhoseStepsFallIsRefusedByLine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> model("claim\tstep\t0\t0.5", "claim\tstep\t1\t0.4"))
                .withMessage("confidence.tsv line 2: steps rise");
    }

    @Test
    void theModelOfTheBuildHasBothModes() {
        assertThat(Confidence.ofThisBuild()).isNotNull();
    }

    @Test
    void aClaimIsNoSurerThanItsLeastSureCode() {
        assertThat(Confidence.ofClaim(List.of(0.9, 0.6, 0.8))).isEqualTo(0.6);
        assertThat(Confidence.ofClaim(List.of())).isEqualTo(1);
    }
}
