package org.chartproof.server.hl7.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.server.hl7.ledger.Lanes;
import org.junit.jupiter.api.Test;

class LaneChoiceTest {

    private static final String MSH = "MSH|^~\\&|REG|HOSP|CP|CP|20260504||ADT^A08|1|P|2.5.1\r";

    private static Lanes lanes(String segments) {
        byte[] raw = (MSH + segments).getBytes(StandardCharsets.UTF_8);
        return LaneChoice.of(raw, HeaderScan.of(raw).header());
    }

    @Test
    void thePatientDecidesWhateverAuthorityIsNamed() {
        assertThat(lanes("PID|1||4711^^^HOSP^MR||Example\r"))
                .isEqualTo(lanes("EVN|A08\rPID|1||4711^^^GENERAL&1.2.3&ISO^MR\r"))
                .isEqualTo(lanes("PID|1|4711\r"));
    }

    @Test
    void theMedicalRecordNumberCountsWhereverItStands() {
        assertThat(lanes("PID|1||123-45^^^SSA^SS~4711^^^HOSP^MR\r")).isEqualTo(lanes("PID|1||4711\r"));
    }

    @Test
    void aMergeHasTheLanesOfBoth() {
        Lanes merge = lanes("PID|1||4711^^^HOSP^MR\rMRG|815^^^HOSP^MR\r");

        assertThat(merge.first()).isEqualTo(lanes("PID|1||4711\r").first());
        assertThat(merge.second()).hasValue(lanes("PID|1||815\r").first());
    }

    @Test
    void patientsAreSpreadOverTheLanes() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            used.add(lanes("PID|1||" + (100000 + i) + "\r").first());
        }
        assertThat(used).hasSizeGreaterThan(Lanes.COUNT * 9 / 10);
    }
}
