package org.chartproof.hl7.map.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private final List<String> remarks = new ArrayList<>();
    private final Times times =
            new Times(ZoneId.of("America/New_York"), (place, code, text) -> remarks.add(place + " " + code));

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202603, 2026-03",
        "20260301, 2026-03-01",
        "20260301+0100, 2026-03-01",
        "2026030114, 2026-03-01T14:00:00-05:00",
        "202603011430, 2026-03-01T14:30:00-05:00",
        "20260701143015, 2026-07-01T14:30:15-04:00",
        "20260701143015.5, 2026-07-01T14:30:15.500-04:00",
        "20260701143015.1234, 2026-07-01T14:30:15.123-04:00",
        "20260701143015-0800, 2026-07-01T14:30:15-08:00",
        "202607011430+0215, 2026-07-01T14:30:00+02:15",
        "202607011430Z, 2026-07-01T14:30:00Z",
        "2026-07-01T14:30:15+02:00, 2026-07-01T14:30:15+02:00",
        "2026-07-01, 2026-07-01",
        "20260301240000, 2026-03-02T00:00:00-05:00",
        // An hour that the clock skips in spring is the one after it.
        "202603080230, 2026-03-08T03:30:00-04:00"
    })
    void aTimeKeepsThePrecisionThatWasSent(String sent, String expected) {
        String read = times.dateTime(Value.of(sent), "PV1[1]-44").orElseThrow().getValueAsString();
        assertThat(read.replace("+00:00", "Z")).isEqualTo(expected);
        assertThat(remarks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aug 15, 1942",
                "20261301",
                "20260230",
                "0000",
                "00000000",
                "2026030",
                "202603012560",
                "202603011430+9900",
                "x"
            })
    void whatIsNoTimeIsLeftOutAndRemarkedOn(String sent) {
        assertThat(times.dateTime(Value.of(sent), "PV1[1]-44")).isEmpty();
        assertThat(remarks).containsExactly("PV1[1]-44 bad-time");
    }

    @Test
    void nothingSentIsNoBadTime() {
        assertThat(times.dateTime(Value.ABSENT, "PV1[1]-44")).isEmpty();
        assertThat(times.date(Value.REMOVAL, "PID[1]-7")).isEmpty();
        assertThat(remarks).isEmpty();
    }

    @Test
    void theZoneOfThisMachineDoesNotMatter() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            DateTimeType read = times.dateTime(Value.of("202603011430"), "").orElseThrow();
            assertThat(read.getValueAsString()).isEqualTo("2026-03-01T14:30:00-05:00");
            assertThat(times.date(Value.of("20260301"), "").orElseThrow().getValueAsString())
                    .isEqualTo("2026-03-01");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void momentsAreComparedOnTheTimeLine() {
        assertThat(times.moment(Value.of("20260301"), "")).contains(Instant.parse("2026-03-01T05:00:00Z"));
        assertThat(times.moment(Value.of("202603011430-0500"), "")).contains(Instant.parse("2026-03-01T19:30:00Z"));
    }
}
