package org.chartproof.hl7.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.message.Reading.Read;
import org.chartproof.hl7.message.Reading.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

    private static final String HEADER = "MSH|^~\\&|APP|FAC|||20260102030405||ADT^A01|M1|P|2.5.1";
    private static final MessageReader READER = new MessageReader();

    @Test
    void aSegmentIsSplitIntoFieldsRepetitionsComponentsAndSubcomponents() {
        Segment pid = read(HEADER + "\rPID|1||A^^^X&1.2.3&ISO^MR~B^^^Y||DOE^JANE")
                .first("PID")
                .orElseThrow();
        assertThat(pid.field(3).repetitions()).hasSize(2);
        assertThat(pid.field(3).first().component(4, 2).text()).isEqualTo("1.2.3");
        assertThat(pid.field(3).first().nested(4).component(3).text()).isEqualTo("ISO");
        assertThat(pid.field(3).repetitions().get(1).component(4).text()).isEqualTo("Y");
        assertThat(pid.field(5).component(2).text()).isEqualTo("JANE");
        assertThat(pid.field(3).raw()).isEqualTo("A^^^X&1.2.3&ISO^MR~B^^^Y");
        assertThat(pid.field(2).isAbsent()).isTrue();
        assertThat(pid.field(99).isAbsent()).isTrue();
    }

    @Test
    void theHeaderCountsItsSeparatorAsFirstField() {
        Segment header = read(HEADER).header();
        assertThat(header.value(1).text()).isEqualTo("|");
        assertThat(header.value(2).text()).isEqualTo("^~\\&");
        assertThat(header.value(10).text()).isEqualTo("M1");
    }

    @Test
    void segmentsKeepTheirOrderAndAreCountedByName() {
        Message message = read(HEADER + "\rOBX|1\rNTE|1\rZZZ|x\rOBX|2");
        assertThat(message.segments()).extracting(Segment::name).containsExactly("MSH", "OBX", "NTE", "ZZZ", "OBX");
        assertThat(message.all("OBX")).extracting(Segment::number).containsExactly(1, 2);
        assertThat(message.all("OBX").get(1).place(5)).isEqualTo("OBX[2]-5");
    }

    @Test
    void emptyRepetitionsKeepTheirPlace() {
        Field field = read(HEADER + "\rOBX|1|TX|||first~~third")
                .first("OBX")
                .orElseThrow()
                .field(5);
        assertThat(field.repetitions())
                .extracting(one -> one.component(1).text())
                .containsExactly("first", "", "third");
    }

    @Test
    void twoDoubleQuotesAreTheOrderToRemove() {
        Segment pid = read(HEADER + "\rPID|1||A||\"\"").first("PID").orElseThrow();
        assertThat(pid.value(5)).isEqualTo(Value.REMOVAL);
        assertThat(pid.field(5).isRemoval()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n", "\r\r"})
    void linesMayEndInAnyWay(String end) {
        Message message = read(HEADER + end + "EVN|A01" + end + "PID|1||A" + end);
        assertThat(message.segments()).extracting(Segment::name).containsExactly("MSH", "EVN", "PID");
        assertThat(message.header().value(12).text()).isEqualTo("2.5.1");
        assertThat(message.oddities()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u000b", "\ufeff", "\u000b\u000b", " \r\n", "\u0000", "\u000b\ufeff"})
    void whatStandsBeforeTheHeaderByMistakeIsPassedOver(String before) {
        assertThat(read(before + HEADER + "\rPID|1||A\r\u001c\r").segments()).hasSize(2);
    }

    @Test
    void aStartBlockBeforeASegmentIsPassedOver() {
        assertThat(read(HEADER + "\r\u000bPID|1||A\u001c")
                        .first("PID")
                        .orElseThrow()
                        .value(3)
                        .text())
                .isEqualTo("A");
    }

    @Test
    void aLineBreakInsideAFieldIsPartOfItsText() {
        Message message = read(HEADER + "\rOBX|1|TX|||first line\nsecond | line\rNTE|1");
        assertThat(message.segments()).hasSize(3);
        assertThat(message.first("OBX").orElseThrow().field(5).raw()).isEqualTo("first line\nsecond ");
        assertThat(message.oddities()).containsExactly(Oddity.CONTINUED_LINE);
    }

    @Test
    void unescapedDelimitersInTextAreInTheRawField() {
        Field text = read(HEADER + "\rOBX|1|TX|||salt & pepper ^ carets ~ more")
                .first("OBX")
                .orElseThrow()
                .field(5);
        assertThat(text.raw()).isEqualTo("salt & pepper ^ carets ~ more");
        assertThat(text.value().text()).isEqualTo("salt ");
    }

    @Test
    void strayBackslashesStay() {
        Segment obx =
                read(HEADER + "\rOBX|1|ST|||C:\\dir\\file^a\\").first("OBX").orElseThrow();
        assertThat(obx.value(5).text()).isEqualTo("C:\\dir\\file");
        assertThat(obx.field(5).component(2).text()).isEqualTo("a\\");
    }

    @Test
    void aMissingTypeOfAValueIsNoReasonToFail() {
        assertThat(read(HEADER + "\rOBX|1||X||7^8")
                        .first("OBX")
                        .orElseThrow()
                        .field(5)
                        .component(2)
                        .text())
                .isEqualTo("8");
    }

    @Test
    void theTruncationCharacterOfVersion27IsRead() {
        Message message = read("MSH|^~\\&#|APP|FAC|||2026||ADT^A01|M1|P|2.5\rPID|1||A#B");
        assertThat(message.first("PID").orElseThrow().value(3).text()).isEqualTo("A#B");
        assertThat(message.syntax().subcomponentSeparator()).isEqualTo('&');
    }

    @Test
    void delimitersAreThoseOfTheHeader() {
        Message message = read("MSH$%*!@$APP$FAC$$$2026$$ADT%A01$M1$P$2.3\rPID$1$$A%%%X@1.2@ISO*B$$O!F!E");
        assertThat(message.trigger()).isEqualTo("A01");
        assertThat(message.first("PID").orElseThrow().field(3).repetitions()).hasSize(2);
        assertThat(message.first("PID").orElseThrow().value(5).text()).isEqualTo("O$E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.1", "2.2", "7.7", ""})
    void theVersionDoesNotMatter(String version) {
        assertThat(read("MSH|^~\\&|A|B|||2026||ADT^A01^WRONG_99|M1|P|" + version + "\rPV1|1|I\rPID|1||A")
                        .first("PID"))
                .isPresent();
    }

    @Test
    void theTriggerOfABareTypeIsThatOfTheEvent() {
        Message message = read("MSH|^~\\&|A|B|||2026||ADT|M1|P|2.1\rEVN|A08|2026");
        assertThat(message.code()).isEqualTo("ADT");
        assertThat(message.trigger()).isEqualTo("A08");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "PID|1", "MSH", "MSH|", "MSHx^~\\&x", "MSH|abc|", "GET / HTTP/1.1\r\n\r\n"})
    void whatIsNoMessageIsUnreadable(String text) {
        assertThat(READER.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void utf8IsTakenWhereNothingIsDeclared() {
        assertThat(name(HEADER + "\rPID|1||A||MÜLLER", StandardCharsets.UTF_8, Optional.empty()))
                .isEqualTo("MÜLLER");
    }

    @Test
    void whatIsNotUtf8IsReadAsWindows1252WithARemark() {
        byte[] bytes = (HEADER + "\rPID|1||A||MÜLLER–X").getBytes(Charset.forName("windows-1252"));
        Message message = ((Read) READER.read(bytes, Optional.empty())).message();
        assertThat(message.first("PID").orElseThrow().value(5).text()).isEqualTo("MÜLLER–X");
        assertThat(message.oddities()).containsExactly(Oddity.WRONG_CHARSET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8859/1", "ISO IR100", "8859/1~UNICODE UTF-8", "iso-8859-1"})
    void theHeaderNamesTheCharacterSet(String name) {
        String text = HEADER + "||||||" + name + "\rPID|1||A||MÜLLER";
        assertThat(name(text, StandardCharsets.ISO_8859_1, Optional.empty())).isEqualTo("MÜLLER");
    }

    @Test
    void theFeedsCharacterSetWinsOverTheHeaders() {
        String text = HEADER + "||||||8859/1\rPID|1||A||MÜLLER";
        assertThat(name(text, StandardCharsets.UTF_8, Optional.of(StandardCharsets.UTF_8)))
                .isEqualTo("MÜLLER");
    }

    @Test
    void anUnknownCharacterSetIsRemarkedOn() {
        byte[] bytes = (HEADER + "||||||EBCDIC OF OURS\rPID|1||A||MÜLLER").getBytes(StandardCharsets.UTF_8);
        Message message = ((Read) READER.read(bytes, Optional.empty())).message();
        assertThat(message.first("PID").orElseThrow().value(5).text()).isEqualTo("MÜLLER");
        assertThat(message.oddities()).containsExactly(Oddity.UNKNOWN_CHARSET);
    }

    @Test
    void utf8UnderTheNameOfAsciiIsStillUtf8() {
        String text = HEADER + "||||||ASCII\rPID|1||A||MÜLLER";
        assertThat(name(text, StandardCharsets.UTF_8, Optional.empty())).isEqualTo("MÜLLER");
    }

    @Test
    void utf16WithItsMarkIsRead() {
        assertThat(name(HEADER + "\rPID|1||A||MÜLLER", StandardCharsets.UTF_16, Optional.empty()))
                .isEqualTo("MÜLLER");
    }

    @Test
    void everyFieldsRawTextIsWhatCame() {
        String line = "PID|1||A^^^X&1.2&ISO~B\\T\\C|| D |\"\"||";
        Segment pid = read(HEADER + "\r" + line).first("PID").orElseThrow();
        List<String> raw = pid.fields().stream().map(Field::raw).toList();
        assertThat("PID|" + String.join("|", raw)).isEqualTo(line);
    }

    @Test
    void aLongDocumentIsReadInReasonableTime() {
        String base64 = "QUJD".repeat(1_000_000);
        Message message = read(HEADER + "\rOBX|1|ED|||^application^pdf^Base64^" + base64);
        assertThat(message.first("OBX").orElseThrow().field(5).component(5).text())
                .hasSize(4_000_000);
    }

    private static String name(String text, Charset charset, Optional<Charset> ofFeed) {
        return ((Read) READER.read(text.getBytes(charset), ofFeed))
                .message()
                .first("PID")
                .orElseThrow()
                .value(5)
                .text();
    }

    private static Message read(String text) {
        Reading reading = READER.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
        assertThat(reading).isInstanceOf(Read.class);
        return ((Read) reading).message();
    }
}
