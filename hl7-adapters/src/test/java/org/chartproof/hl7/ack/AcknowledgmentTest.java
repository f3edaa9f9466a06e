package org.chartproof.hl7.ack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.chartproof.hl7.feed.AckMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgmentTest {

    private static final Stamp STAMP = new Stamp("7", OffsetDateTime.parse("2026-05-04T09:08:07-05:30"));
    private static final Outcome ACCEPTED = new Outcome.Accepted();
    private static final Outcome REFUSED =
            new Outcome.Refused(Problem.ofHeader(ErrorCode.UNSUPPORTED_EVENT, 9, "not this | event & no \\ other"));
    private static final Outcome FAILED =
            new Outcome.Failed(Problem.of(ErrorCode.INTERNAL, "the store is not available"));

    @Test
    void swapsSenderAndReceiverAndKeepsVersionProcessingIdAndCharset() {
        String answer = original(
                "MSH|^~\\&|EPIC|NORTH^1.2^ISO|CODER|SOUTH|20260504||ADT^A01^ADT_A01|C-1|T|2.5.1|||AL|NE||8859/1",
                ACCEPTED);
        assertThat(answer)
                .isEqualTo(
                        "MSH|^~\\&|CODER|SOUTH|EPIC|NORTH^1.2^ISO|20260504090807-0530||ACK^A01^ACK|7|T|2.5.1||||||8859/1\r"
                                + "MSA|AA|C-1\r");
    }

    @Test
    void copiesTheControlIdByteForByte() {
        byte[] message = "MSH|^~\\&|A|B|C|D|1||ADT^A01| \u00fc\u00ff-1 |P|2.5".getBytes(StandardCharsets.ISO_8859_1);
        byte[] answer = Acknowledgment.onReceipt(scanned(message), AckMode.ORIGINAL, ACCEPTED, STAMP)
                .orElseThrow();
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).endsWith("\rMSA|AA| \u00fc\u00ff-1 \r");
    }

    @Test
    void writesWithTheDelimitersOfTheMessage() {
        assertThat(original("MSH$%~\\&#$A$B$C$D$1$$ADT%A08$X$P$2.7", REFUSED))
                .isEqualTo(
                        "MSH$%~\\&#$C$D$A$B$20260504090807-0530$$ACK%A08%ACK$7$P$2.7\rMSA$AR$X\r"
                                + "ERR$$MSH%1%9$201%Unsupported event code%HL70357$E$$$$not this | event \\T\\ no \\E\\ other\r");
    }

    @Test
    void tellsTheProblemInErrFrom25OnAndInMsaBefore27() {
        assertThat(original("MSH|^~\\&|A|B|C|D|1||ADT^A08|X|P|2.5", REFUSED))
                .contains("\rMSA|AR|X|not this \\F\\ event")
                .contains("\rERR||MSH^1^9|201^Unsupported event code^HL70357|E||||not this");
        assertThat(original("MSH|^~\\&|A|B|C|D|1||ADT^A08|X|P|2.3.1", FAILED))
                .contains("\rMSA|AE|X|the store is not available\r")
                .doesNotContain("ERR|");
        assertThat(original("MSH|^~\\&|A|B|C|D|1||ADT^A08|X|P|2.8", FAILED))
                .contains("\rMSA|AE|X\rERR|||207^Application internal error^HL70357|E||||the store is not available\r");
    }

    @Test
    void takesTheEventFromEvnWhereMshLeavesItOut() {
        assertThat(original("MSH|^~\\&|A|B|C|D|1||ADT|X|P|2.2\rEVN|A04|2026\rPID|1", ACCEPTED))
                .contains("||ACK^A04^ACK|");
        assertThat(original("MSH|^~\\&|A|B|C|D|1||QRY|X|P|2.2\rQRD|1", ACCEPTED))
                .contains("||ACK|7|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "ACK^A01^ACK", "ACK^A01", "MCF^Q02"})
    void neverAnswersAnAcknowledgement(String type) {
        MessageHeader header = scanned(bytes("MSH|^~\\&|A|B|C|D|1||" + type + "|X|P|2.5|||AL|AL\rMSA|AA|Y"));
        for (AckMode mode : AckMode.values()) {
            assertThat(Acknowledgment.onReceipt(header, mode, ACCEPTED, STAMP)).isEmpty();
            assertThat(Acknowledgment.afterProcessing(header, mode, ACCEPTED, STAMP))
                    .isEmpty();
        }
    }

    /** HL7 v2.5.1, table 0155 and chapter 2.9.3. On receipt | after processing; a hyphen for nothing. */
    @ParameterizedTest
    @CsvSource({
        // mode, MSH-15, MSH-16, accepted, failed, refused
        "AUTO,     '', '', AA/-,  AE/-,  AR/-",
        "AUTO,     AL, '', CA/-,  CE/-,  CR/-",
        "AUTO,     AL, NE, CA/-,  CE/-,  CR/-",
        "AUTO,     AL, AL, CA/AA, CE/AE, CR/AR",
        "AUTO,     AL, ER, CA/-,  CE/AE, CR/AR",
        "AUTO,     ER, NE, -/-,   CE/-,  CR/-",
        "AUTO,     SU, NE, CA/-,  -/-,   -/-",
        "AUTO,     ER, SU, -/AA,  CE/-,  CR/-",
        "AUTO,     NE, NE, -/-,   -/-,   -/-",
        "AUTO,     NE, AL, AA/-,  AE/-,  AR/-",
        "AUTO,     '', AL, AA/-,  AE/-,  AR/-",
        "AUTO,     NE, ER, -/-,   AE/-,  AR/-",
        "AUTO,     NE, SU, AA/-,  -/-,   -/-",
        "AUTO,     Y,  NE, CA/-,  CE/-,  CR/-",
        "ORIGINAL, AL, NE, AA/-,  AE/-,  AR/-",
        "ORIGINAL, NE, NE, AA/-,  AE/-,  AR/-",
        "ENHANCED, '', '', CA/-,  CE/-,  CR/-",
        "ENHANCED, NE, NE, -/-,   -/-,   -/-",
        "ENHANCED, NE, AL, AA/-,  AE/-,  AR/-",
    })
    void answersWhatModeAndMessageAskFor(
            AckMode mode, String accept, String application, String accepted, String failed, String refused) {
        MessageHeader header = scanned(bytes("MSH|^~\\&|A|B|C|D|1||ADT^A01|X|P|2.5|||" + accept + "|" + application));
        assertThat(codes(header, mode, ACCEPTED)).isEqualTo(accepted);
        assertThat(codes(header, mode, FAILED)).isEqualTo(failed);
        assertThat(codes(header, mode, REFUSED)).isEqualTo(refused);
    }

    private static String codes(MessageHeader header, AckMode mode, Outcome outcome) {
        return code(Acknowledgment.onReceipt(header, mode, outcome, STAMP)) + "/"
                + code(Acknowledgment.afterProcessing(header, mode, outcome, STAMP));
    }

    private static String code(Optional<byte[]> answer) {
        return answer.map(bytes -> text(bytes).replaceAll("(?s).*\rMSA\\|(..)\\|X.*", "$1"))
                .orElse("-");
    }

    @Test
    void answersTheUnreadableWithWhatThereIs() {
        HeaderScan none = HeaderScan.of(bytes("nothing of the kind"));
        assertThat(refusal(none))
                .isEqualTo("MSH|^~\\&|||||20260504090807-0530||ACK|7|P|2.5.1\rMSA|AR||no MSH segment\r"
                        + "ERR|||100^Segment sequence error^HL70357|E||||no MSH segment\r");
        HeaderScan withoutId = HeaderScan.of(bytes("MSH|^~\\&|A|B|C|D|1||ADT^A01||P|2.5\rPID|1"));
        assertThat(refusal(withoutId))
                .startsWith("MSH|^~\\&|C|D|A|B|")
                .contains("\rERR||MSH^1^10|101^Required field missing^HL70357|E|");
    }

    private static String refusal(HeaderScan scan) {
        HeaderScan.Unscannable unscannable = (HeaderScan.Unscannable) scan;
        return text(Acknowledgment.onReceipt(
                        unscannable.header(), AckMode.AUTO, new Outcome.Refused(unscannable.problem()), STAMP)
                .orElseThrow());
    }

    @Test
    void aMessageIdThatWouldBreakTheAnswerCannotBeMade() {
        assertThatThrownBy(() -> new Stamp("a|b", STAMP.time())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String original(String message, Outcome outcome) {
        return text(Acknowledgment.onReceipt(scanned(bytes(message)), AckMode.ORIGINAL, outcome, STAMP)
                .orElseThrow());
    }

    private static MessageHeader scanned(byte[] message) {
        return ((HeaderScan.Scanned) HeaderScan.of(message)).header();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
