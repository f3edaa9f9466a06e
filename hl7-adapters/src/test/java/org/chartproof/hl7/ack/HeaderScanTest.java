package org.chartproof.hl7.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Random;
import org.chartproof.hl7.feed.AckMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderScanTest {

    private static final String HEADER =
            "MSH|^~\\&|EPIC^1.2^ISO|NORTH|CODER|SOUTH|20260504||ADT^A08^ADT_A01|C-1|P^T|2.5.1^USA|||AL|NE||8859/1~UNICODE";
    private static final String MESSAGE = HEADER + "\rEVN||20260504\rPID|1||4711\r";

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "\r\n", "\u000b", "  \0", "junk\r", "junk "})
    void readsTheHeaderBehindWhatStandsBeforeIt(String before) {
        MessageHeader header = header(before + MESSAGE);
        assertThat(header.sendingApplication()).isEqualTo("EPIC");
        assertThat(header.sendingFacility()).isEqualTo("NORTH");
        assertThat(header.event()).isEqualTo("ADT^A08");
        assertThat(header.controlId()).isEqualTo("C-1");
        assertThat(header.processingId()).isEqualTo("P");
        assertThat(header.version()).isEqualTo("2.5.1");
        assertThat(header.text(15)).isEqualTo("AL");
        assertThat(header.raw(18)).isEqualTo("8859/1~UNICODE");
        assertThat(header.text(18)).isEqualTo("8859/1");
        assertThat(header.raw(3)).isEqualTo("EPIC^1.2^ISO");
        assertThat(header.raw(19)).isEmpty();
        assertThat(header.raw(99)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void segmentsMayEndInAnyWay(String end) {
        assertThat(header(MESSAGE.replace("\r", end)).raw(18)).isEqualTo("8859/1~UNICODE");
        assertThat(header("MSH|^~\\&|A|B|C|D|1||ADT|X|P|2.2" + end + "EVN|A04|1" + end)
                        .event())
                .isEqualTo("ADT^A04");
    }

    @Test
    void readsOtherDelimitersAndATruncationCharacter() {
        assertThat(header("MSH!@~\\&!A@B!C!!!1!!ADT@A01!X!P!2.8").sendingApplication())
                .isEqualTo("A");
        assertThat(header("MSH|^~\\&#|A|B|||1||ADT^A01|X|P|2.7").controlId()).isEqualTo("X");
        assertThat(header("MSH|^|A|B|||1||ADT^A01|X|P|2.7").event()).isEqualTo("ADT^A01");
    }

    @Test
    void namesAreReadAsUtf8OrElseAsWindows1252() {
        String text = "MSH|^~\\&|S\u00fcd|B|||1||ADT^A01|X|P|2.7";
        assertThat(scan(text.getBytes(StandardCharsets.UTF_8)).header().sendingApplication())
                .isEqualTo("S\u00fcd");
        assertThat(scan(text.getBytes(StandardCharsets.ISO_8859_1)).header().sendingApplication())
                .isEqualTo("S\u00fcd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; 100",
                "MSH; 100",
                "PID|1; 100",
                "XMSH|^~\\&|A|B|||1||ADT^A01|X|P|2.5; 100",
                "MSHA^~\\&AAABAAA1AAADT^A01AXAPA2.5; 100",
                "MSH||A|B|||1||ADT^A01|X|P|2.5; 101",
                "MSH|^~\\&^|A|B|||1||ADT^A01|X|P|2.5; 101",
                "MSH|^~|&A|B|||1||ADT^A01||P|2.5; 101",
                "MSH|^~\\&|A|B|||1||ADT^A01||P|2.5; 101",
                "MSH|^~\\&|A|B|||1||ADT^A01| |P|2.5; 101",
                "MSH|^~\\&|A|B|||1||ADT^A01; 101",
                "FHS|^~\\&|A; 200",
                "BHS|^~\\&|A; 200"
            })
    void saysWhatIsWrong(String message, int code) {
        assertThat(scan(bytes(message))).isInstanceOfSatisfying(HeaderScan.Unscannable.class, none -> assertThat(
                        none.problem().code().number())
                .isEqualTo(code));
    }

    @Test
    void twoMessagesInOneFrameAreNone() {
        assertThat(scan(bytes(MESSAGE + MESSAGE))).isInstanceOf(HeaderScan.Unscannable.class);
        assertThat(scan(bytes(MESSAGE + "NTE|1||MSH|^~\\&|quoted"))).isInstanceOf(HeaderScan.Scanned.class);
    }

    @Test
    void neverThrows() {
        Random random = new Random(1);
        byte[] whole = bytes(MESSAGE + "MRG|1~2^^^H\r");
        for (int round = 0; round < 20_000; round++) {
            byte[] message = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int change = random.nextInt(6); change > 0 && message.length > 0; change--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            HeaderScan scan = HeaderScan.of(message);
            PatientKeys.of(message, scan.header()).lanes();
            assertThat(Acknowledgment.onReceipt(
                            scan.header(),
                            AckMode.ORIGINAL,
                            new Outcome.Accepted(),
                            new Stamp("1", OffsetDateTime.parse("2026-05-04T09:08:07Z"))))
                    .satisfies(answer -> assertThat(answer.isPresent())
                            .isEqualTo(!scan.header().isAcknowledgment()));
        }
    }

    private static MessageHeader header(String message) {
        assertThat(scan(bytes(message))).isInstanceOf(HeaderScan.Scanned.class);
        return scan(bytes(message)).header();
    }

    private static HeaderScan scan(byte[] message) {
        return HeaderScan.of(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
