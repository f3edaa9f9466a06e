package org.chartproof.hl7.map.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.junit.jupiter.api.Test;

class DocumentTextTest {

    private static final MessageReader READER = new MessageReader();

    private static DocumentParts parts(String header, String... segments) {
        byte[] bytes = (header + "\r" + String.join("\r", segments)).getBytes(StandardCharsets.UTF_8);
        Message message = ((Reading.Read) READER.read(bytes, Optional.empty())).message();
        return DocumentParts.of(message.segments(), message.syntax());
    }

    private static String text(String... segments) {
        return parts("MSH|^~\\&|T|F|||20260101||MDM^T02|1|P|2.5.1", segments)
                .text()
                .orElse("(none)");
    }

    @Test
    void linesOfOneObservationAreJoinedWithLineFeeds() {
        assertThat(text("OBX|1|TX|N^Note||Cough for a week.", "OBX|2|TX|N^Note||", "OBX|3|TX|N^Note||No fever."))
                .isEqualTo("Cough for a week.\n\nNo fever.");
    }

    @Test
    void linesAreOrderedByTheirNumbersIfEachHasItsOwn() {
        assertThat(text("OBX|2|TX|N||second", "OBX|10|TX|N||third", "OBX|1|TX|N||first"))
                .isEqualTo("first\nsecond\nthird");
        assertThat(text("OBX|1|TX|N||first", "OBX|1|TX|N||second", "OBX|0|TX|N||third"))
                .isEqualTo("first\nsecond\nthird");
        assertThat(text("OBX|2|TX|N||first", "OBX||TX|N||second", "OBX|1|TX|N||third"))
                .isEqualTo("first\nsecond\nthird");
    }

    @Test
    void observationsStandTogetherUnderTheirNames() {
        assertThat(text(
                        "OBX|1|TX|F^Findings||Lungs are clear.",
                        "OBX|2|TX|I^Impression||Normal chest.",
                        "OBX|3|TX|F^Findings||Heart is of normal size."))
                .isEqualTo("Findings:\nLungs are clear.\nHeart is of normal size.\n\nImpression:\nNormal chest.");
    }

    @Test
    void nameIsNotSaidTwice() {
        assertThat(text("OBX|1|TX|F^Findings||FINDINGS: clear.", "OBX|2|TX|I^Impression||Normal."))
                .isEqualTo("FINDINGS: clear.\n\nImpression:\nNormal.");
    }

    @Test
    void partsOfAnObservationAreLines() {
        assertThat(text("OBX|1|TX|N^Note|1|one", "OBX|2|TX|N^Note|2|two")).isEqualTo("one\ntwo");
    }

    @Test
    void repetitionsAreLines() {
        assertThat(text("OBX|1|TX|N||one~two~~four")).isEqualTo("one\ntwo\n\nfour");
    }

    @Test
    void aboutSignBeforeAFigureIsNoRepetition() {
        assertThat(text("OBX|1|TX|N||mass of ~5 cm (~2 in)~stable")).isEqualTo("mass of ~5 cm (~2 in)\nstable");
    }

    @Test
    void delimitersThatTheSenderForgotToEscapeAreText() {
        assertThat(text("OBX|1|TX|N||head & neck, 10^9/L, A&O x3")).isEqualTo("head & neck, 10^9/L, A&O x3");
        assertThat(text("OBX|1|FT|N||R^ sided & left")).isEqualTo("R^ sided & left");
        assertThat(text("OBX|1|ST|N||H&P")).isEqualTo("H&P");
    }

    @Test
    void escapesAreDecoded() {
        assertThat(text("OBX|1|FT|N||a\\T\\b \\S\\ \\R\\ \\F\\ \\E\\\\.br\\next\\.sp\\line"))
                .isEqualTo("a&b ^ ~ | \\\nnext\nline");
        assertThat(text("OBX|1|FT|N||one\\X0D0A\\two\\X0A\\three\\X0D\\four")).isEqualTo("one\ntwo\nthree\nfour");
        assertThat(text("OBX|1|FT|N||\\H\\bold\\N\\\\.in4\\x\\Z12\\y")).isEqualTo("bold    xy");
    }

    @Test
    void hexadecimalEscapesAreOfTheMessagesCharset() {
        assertThat(text("OBX|1|FT|N||caf\\XC3A9\\ \\XC3\\\\XA9\\")).isEqualTo("café é");
        String latin = "MSH|^~\\&|T|F|||20260101||MDM^T02|1|P|2.5.1||||||8859/1";
        assertThat(parts(latin, "OBX|1|FT|N||caf\\XE9\\").text()).contains("café");
    }

    @Test
    void strayBackslashesStay() {
        assertThat(text("OBX|1|TX|N||C:\\dir\\file and a\\")).isEqualTo("C:\\dir\\file and a\\");
    }

    @Test
    void commentsStandBelowTheirLine() {
        assertThat(text("OBX|1|TX|N||first", "NTE|1||with a word~and another", "OBX|2|TX|N||second"))
                .isEqualTo("first\nwith a word\nand another\nsecond");
    }

    @Test
    void deletedAndWrongLinesAreLeftOutWithTheirComments() {
        assertThat(text(
                        "OBX|1|TX|N||kept||||||F",
                        "OBX|2|TX|N||gone||||||D",
                        "NTE|1||gone too",
                        "OBX|3|TX|N||wrong||||||W"))
                .isEqualTo("kept");
    }

    @Test
    void numbersAndCodesOfADocumentAreLines() {
        assertThat(text(
                        "OBX|1|TX|N^Note||Seen today.",
                        "OBX|2|NM|8480-6^Systolic^LN||142|mm[Hg]",
                        "OBX|3|CWE|D^Diagnosis||J45^Asthma^X"))
                .isEqualTo("Note:\nSeen today.\n\nSystolic:\n142 mm[Hg]\n\nDiagnosis:\nAsthma");
    }

    @Test
    void typeMayBeMissing() {
        assertThat(text("OBX|1||N||plain")).isEqualTo("plain");
        assertThat(text("OBX|1||N||")).isEqualTo("(none)");
    }

    @Test
    void linesOfRtfKeepTheirBackslashes() {
        String rtf = text("OBX|1|FT|N||{\\rtf1\\ansi \\b Pneumonia\\b0", "OBX|2|FT|N||\\par done\\F\\}");
        assertThat(rtf).isEqualTo("{\\rtf1\\ansi \\b Pneumonia\\b0\n\\par done\\F\\}");
        assertThat(MediaTypes.ofText(rtf)).isEqualTo("application/rtf");
    }

    @Test
    void lineBreaksInsideAFieldAreLines() {
        assertThat(text("OBX|1|TX|N||first\nand the rest")).isEqualTo("first\nand the rest");
    }
}
