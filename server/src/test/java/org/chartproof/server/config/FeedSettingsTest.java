package org.chartproof.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.chartproof.hl7.feed.AckTiming;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.UnknownEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedSettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutConfigurationNoFeedListens() {
        assertThat(ConfigLoader.defaults().hl7().feeds()).isEmpty();
    }

    @Test
    void aFeedNeedsItsPortAlone() throws IOException {
        assertThat(read("hl7:\n  feeds:\n    adt:\n      port: 2575").hl7().feeds())
                .containsExactly(Feed.named("adt", 2575));
    }

    @Test
    void everyOptionOfAFeedIsRead() throws IOException {
        Path pem = Files.writeString(folder.resolve("feed.pem"), "");
        Feed feed =
                read("""
                        hl7:
                          workers: 4
                          feeds:
                            documents:
                              port: 2576
                              bind: 0.0.0.0
                              tls:
                                certificate: %s
                                key: %s
                                client-authorities: %s
                              allow: 10.1.0.0/16, 2001:db8::/32
                              sending-applications: EPIC, TRANSCRIBE
                              charset: ISO-8859-1
                              zone: America/Chicago
                              ack-after: processed
                              unknown-events: refuse
                              processing-ids: P, T
                              max-message-bytes: 4MB
                              silent-after: 2h
                              systems:
                                HOSP: https://example.org/mrn
                                A.B: urn:oid:1.2.3
                        """
                                .formatted(pem, pem, pem))
                        .hl7()
                        .feeds()
                        .get(0);

        assertThat(feed.name()).isEqualTo("documents");
        assertThat(feed.tls().orElseThrow().clientAuthorities()).contains(pem);
        assertThat(feed.allow()).containsExactly("10.1.0.0/16", "2001:db8::/32");
        assertThat(feed.sendingApplications()).containsExactlyInAnyOrder("EPIC", "TRANSCRIBE");
        assertThat(feed.charset()).contains(StandardCharsets.ISO_8859_1);
        assertThat(feed.zone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(feed.ackTiming()).isEqualTo(AckTiming.PROCESSED);
        assertThat(feed.unknownEvents()).isEqualTo(UnknownEvents.REFUSE);
        assertThat(feed.processingIds()).containsExactlyInAnyOrder("P", "T");
        assertThat(feed.maxMessageBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(feed.silentAfter()).contains(Duration.ofHours(2));
        assertThat(feed.systems()).isEqualTo(Map.of("HOSP", "https://example.org/mrn", "A.B", "urn:oid:1.2.3"));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "zone: Chicago, a time zone such as",
        "charset: latin-15, a character set such as",
        "'allow: 10.1.0.0/40', addresses or ranges",
        "'allow: hospital.example.org', addresses or ranges",
        "processing-ids: X, 'some of P, T and D'",
        "frame-deadline: 0s, a duration above zero",
        "max-message-bytes: 2GB, a size from 1KB",
        "ack-after: later, 'one of stored, processed'",
        "'tls:\n        key: none.pem', a PEM file that can be read",
        "'systems:\n        HOSP: mrn', a URI such as",
        "'systems: https://example.org', names with their values",
        "prot: 1, did you mean 'hl7.feeds.adt.port'"
    })
    void aWrongValueIsRefusedWithItsLineAndWhatIsExpected(String setting, String expected) {
        assertThatThrownBy(() -> read("hl7:\n  feeds:\n    adt:\n      port: 1\n      " + setting))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chartproof.yaml, line ")
                .hasMessageContaining(expected);
    }

    @Test
    void aFeedWithoutAPortIsRefused() {
        assertThatThrownBy(() -> read("hl7:\n  feeds:\n    adt:\n      zone: UTC"))
                .hasMessageContaining("'hl7.feeds.adt.port' is missing");
    }

    @Test
    void twoFeedsOnOnePortAreRefused() {
        assertThatThrownBy(() -> read("hl7:\n  feeds:\n    adt:\n      port: 7\n    mdm:\n      port: 7"))
                .hasMessageContaining("chartproof.yaml, line 6")
                .hasMessageContaining("the feed 'adt' has this one");
    }

    @Test
    void aFeedsNameHasLowerCaseLetters() {
        assertThatThrownBy(() -> read("hl7:\n  feeds:\n    ADT:\n      port: 7"))
                .hasMessageContaining("lower case letters");
    }

    @Test
    void aMisspeltGroupNamesTheRightOne() {
        assertThatThrownBy(() -> read("hl7:\n  feed:\n    adt:\n      zone: UTC"))
                .hasMessageContaining("did you mean 'hl7.feeds.NAME.zone'");
    }

    private ChartproofConfig read(String yaml) throws IOException {
        return new ConfigLoader(Map.of())
                .file(Files.writeString(folder.resolve("chartproof.yaml"), yaml))
                .load();
    }
}
