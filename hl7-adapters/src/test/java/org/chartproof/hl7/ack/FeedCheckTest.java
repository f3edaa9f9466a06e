package org.chartproof.hl7.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.UnknownEvents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedCheckTest {

    private static final Set<String> EVENTS = Set.of("ADT^A01", "ADT^A08", "ORU^R01");

    @ParameterizedTest
    @CsvSource({
        "EPIC, NORTH, ADT^A01^ADT_A01, P, 2.5.1, STORE, mapped",
        "EPIC, NORTH, ADT^A01, '', '', REFUSE, mapped",
        "EPIC, NORTH, ADT^A01, P, 2.3, REFUSE, mapped",
        "EPIC^1.2^ISO, NORTH, ADT^A01, P^T, 2.9.1, REFUSE, mapped",
        "CERNER, NORTH, ADT^A01, P, 2.5.1, STORE, 103 at 3",
        "'', NORTH, ADT^A01, P, 2.5.1, STORE, 103 at 3",
        "EPIC, SOUTH, ADT^A01, P, 2.5.1, STORE, 103 at 4",
        "EPIC, NORTH, ADT^A01, T, 2.5.1, STORE, 202 at 11",
        "EPIC, NORTH, ADT^A01, P, 3.0, STORE, 203 at 12",
        "EPIC, NORTH, ADT^A01, P, 21, STORE, 203 at 12",
        "EPIC, NORTH, ADT^A99, P, 2.5.1, STORE, stored",
        "EPIC, NORTH, ADT^A99, P, 2.5.1, REFUSE, 201 at 9",
        "EPIC, NORTH, SIU^S12, P, 2.5.1, REFUSE, 200 at 9",
        "EPIC, NORTH, '', P, 2.5.1, STORE, 200 at 9",
        "EPIC, NORTH, ACK^A01, P, 2.5.1, REFUSE, not answered",
        "CERNER, NORTH, ACK^A01, P, 2.5.1, REFUSE, 103 at 3"
    })
    void decidesByTheHeader(
            String application,
            String facility,
            String type,
            String processing,
            String version,
            UnknownEvents unknown,
            String decision) {
        byte[] message = ("MSH|^~\\&|" + application + "|" + facility + "|||1||" + type + "|X|" + processing + "|"
                        + version)
                .getBytes(StandardCharsets.US_ASCII);
        Admission admission = new FeedCheck(feed(unknown), EVENTS)
                .admit(HeaderScan.of(message).header());
        assertThat(told(admission)).isEqualTo(decision);
    }

    private static String told(Admission admission) {
        if (admission instanceof Admission.Mapped) {
            return "mapped";
        } else if (admission instanceof Admission.StoredOnly) {
            return "stored";
        } else if (admission instanceof Admission.Refused refused) {
            return refused.problem().code().number() + " at "
                    + refused.problem().place().orElseThrow().field();
        }
        return "not answered";
    }

    private static Feed feed(UnknownEvents unknown) {
        Feed usual = Feed.named("test", 0);
        return new Feed(
                usual.name(),
                usual.bind(),
                usual.port(),
                usual.tls(),
                usual.allow(),
                Set.of("EPIC"),
                Set.of("NORTH"),
                usual.charset(),
                usual.zone(),
                usual.ackMode(),
                usual.ackTiming(),
                unknown,
                usual.processingIds(),
                usual.maxMessageBytes(),
                usual.frameDeadline(),
                usual.maxConnections(),
                usual.processedDeadline(),
                usual.silentAfter(),
                usual.systems());
    }
}
