package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading.Read;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "EVN|A01|202603010900||||202603010800, 2026-03-01T09:00:00Z",
        "EVN|A01|202703010900||||202603010800, 2026-03-01T10:00:00Z",
        "EVN|A01|202603010900, 2026-03-01T09:00:00Z",
        "EVN|A01|, 2026-03-01T10:00:00Z",
        "PID|1, 2026-03-01T10:00:00Z",
        "EVN|A01|||||202603010800+0200, 2026-03-01T10:00:00Z",
        "EVN|A01|soon, 2026-03-01T10:00:00Z"
    })
    void messagesStandInTheOrderInWhichTheyWereRecorded(String segment, Instant expected) {
        String text = "MSH|^~\\&|A|B|||202603011000||ADT^A01|1|P|2.5\r" + segment;
        Read read = (Read) new MessageReader().read(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
        assertThat(MessageMapper.recordedTime(
                        read.message(), Feed.named("test", 0), Instant.parse("2026-12-31T00:00:00Z")))
                .contains(expected);
    }
}
