package org.chartproof.hl7.map.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chartproof.hl7.map.text.EmbeddedDocument.Broken;
import org.chartproof.hl7.map.text.EmbeddedDocument.Embedded;
import org.chartproof.hl7.map.text.EmbeddedDocument.Referenced;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDocumentTest {

    private static final byte[] PDF =
            latin("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n\u00e2\u00e3\u00cf\u00d3 trailer <<>>\n%%EOF\n");
    private static final byte[] RTF =
            latin("{\\rtf1\\ansi Acute bronchitis, seen twice this winter, better by now.\\par}");
    private static final byte[] CDA = latin(
            "<?xml version=\"1.0\"?>\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>H&amp;P</title></ClinicalDocument>");
    private static final MessageReader READER = new MessageReader();

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private static DocumentParts parts(String... segments) {
        String text = "MSH|^~\\&|T|F|||20260101||MDM^T02|1|P|2.5.1\r" + String.join("\r", segments);
        Reading reading = READER.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
        Message message = ((Reading.Read) reading).message();
        return DocumentParts.of(message.segments(), message.syntax());
    }

    private static EmbeddedDocument only(String... segments) {
        List<DocumentParts.Attached> attached = parts(segments).attached();
        assertThat(attached).hasSize(1);
        return attached.get(0).document();
    }

    private static void assertEmbedded(EmbeddedDocument document, byte[] content, String mediaType) {
        assertThat(document).isInstanceOf(Embedded.class);
        assertThat(((Embedded) document).mediaType()).isEqualTo(mediaType);
        assertThat(((Embedded) document).content()).isEqualTo(content);
    }

    @Test
    void pdfAsTheStandardHasIt() {
        assertEmbedded(only("OBX|1|ED|N^Note||^AP^PDF^Base64^" + base64(PDF)), PDF, "application/pdf");
        assertEmbedded(
                only("OBX|1|ED|N^Note||APP^Application^PDF^Base64^" + base64(PDF) + "||||||F"), PDF, "application/pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^TX^^A^",
                "^IM^JPEG^^",
                "PDF^^^^",
                "^text^XML^base64^",
                "^AP^Octet-stream^Hex^",
                "APPLICATION^^^^"
            })
    void bytesAreTrustedBeforeWhatIsDeclared(String declared) {
        assertEmbedded(only("OBX|1|ED|N||" + declared + base64(PDF)), PDF, "application/pdf");
    }

    @Test
    void dataInTheFirstComponentOrAnother() {
        assertEmbedded(only("OBX|1|ED|N||" + base64(PDF)), PDF, "application/pdf");
        assertEmbedded(only("OBX|1|ED|N||" + base64(PDF) + "^^^^"), PDF, "application/pdf");
        assertEmbedded(only("OBX|1|ED|N||^PDF^Base64^" + base64(PDF)), PDF, "application/pdf");
    }

    @Test
    void dataUri() {
        assertEmbedded(only("OBX|1|ED|N||^^^^data:application/pdf;base64," + base64(PDF)), PDF, "application/pdf");
    }

    @Test
    void fileInATextField() {
        DocumentParts parts = parts("OBX|1|TX|N||" + base64(RTF), "OBX|2|TX|T||See attachment.");
        assertEmbedded(parts.attached().get(0).document(), RTF, "application/rtf");
        assertThat(parts.text()).contains("See attachment.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\n", "\n", "\\.br\\", "\\X0D0A\\", "\\X0A\\", " ", "~"})
    void lineEndsInsideBase64(String end) {
        String wrapped = base64(PDF).replaceAll("(.{60})", "$1" + end.replace("\\", "\\\\"));
        assertEmbedded(only("OBX|1|ED|N||^AP^PDF^Base64^" + wrapped + "||||||F"), PDF, "application/pdf");
    }

    @Test
    void urlAlphabetAndMissingPadding() {
        byte[] bytes = new byte[500];
        new Random(3).nextBytes(bytes);
        byte[] content = latin("%PDF-1.7" + new String(bytes, StandardCharsets.ISO_8859_1));
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(content);
        assertThat(encoded).containsPattern("[-_]");
        assertEmbedded(only("OBX|1|ED|N||^AP^PDF^Base64^" + encoded), content, "application/pdf");
    }

    @Test
    void fileCutIntoSeveralObservations() {
        String encoded = base64(PDF);
        assertEmbedded(
                only(
                        "OBX|1|ED|N||^AP^PDF^Base64^" + encoded.substring(0, 70),
                        "OBX|2|ED|N||^AP^PDF^Base64^" + encoded.substring(70, 90),
                        "OBX|3|ED|N||^AP^PDF^Base64^" + encoded.substring(90)),
                PDF,
                "application/pdf");
        assertEmbedded(
                only("OBX|1|TX|N||" + encoded.substring(0, 73), "OBX|2|TX|N||" + encoded.substring(73)),
                PDF,
                "application/pdf");
    }

    @Test
    void filesOfOneObservationStayApart() {
        assertThat(parts("OBX|1|ED|N||^AP^PDF^Base64^" + base64(PDF), "OBX|2|ED|N||^AP^PDF^Base64^" + base64(PDF))
                        .attached())
                .hasSize(2);
        assertThat(parts("OBX|1|ED|N||^AP^PDF^Base64^" + base64(PDF), "OBX|2|TX|N||Unremarkable")
                        .text())
                .contains("Unremarkable");
    }

    @Test
    void hexadecimal() {
        String digits = HexFormat.of().formatHex(PDF);
        assertEmbedded(only("OBX|1|ED|N||^AP^PDF^Hex^" + digits), PDF, "application/pdf");
        assertEmbedded(only("OBX|1|ED|N||^AP^PDF^Base64^" + digits.toUpperCase()), PDF, "application/pdf");
        assertEmbedded(
                only("OBX|1|ED|N||^IM^JPEG^Hex^ffd8ffe000104a46"),
                new byte[] {-1, -40, -1, -32, 0, 16, 74, 70},
                "image/jpeg");
    }

    @Test
    void textIsPartOfTheText() {
        assertThat(parts("OBX|1|ED|N||^TEXT^^A^Seen & treated ^ sent home\\.br\\Bronchitis")
                        .text())
                .contains("Seen & treated ^ sent home\nBronchitis");
        assertThat(parts("OBX|1|ED|N||^TX^PLAIN^Base64^" + base64("Fièvre".getBytes(StandardCharsets.UTF_8)))
                        .text())
                .contains("Fièvre");
        assertThat(parts("OBX|1|ED|N||^TX^PLAIN^Base64^" + base64(latin("Fièvre")))
                        .text())
                .contains("Fièvre");
        assertThat(parts("OBX|1|ED|N||^TEXT^^^Test").text()).contains("Test");
        assertThat(parts("OBX|1|TX|N||Cover", "OBX|2|ED|N||^TEXT^^A^Body").text())
                .contains("Cover\n\nBody");
    }

    @Test
    void clinicalDocumentInEachWay() {
        assertEmbedded(only("OBX|1|ED|N||^TEXT^XML^Base64^" + base64(CDA)), CDA, "application/cda+xml");
        String flat = new String(CDA, StandardCharsets.ISO_8859_1).replace("\n", "\\.br\\");
        assertEmbedded(only("OBX|1|ED|N||^TEXT^XML^A^" + flat), CDA, "application/cda+xml");
        String mime = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"edge\"\r\n\r\n--edge\r\n"
                + "Content-Type: text/xml\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(CDA) + "\r\n--edge--\r\n";
        assertEmbedded(
                only("OBX|1|ED|N||^multipart^x-hl7-cda-level-one^A^" + mime.replace("\r\n", "\\X0D0A\\")),
                CDA,
                "application/cda+xml");
        assertEmbedded(
                only("OBX|1|ED|N||^multipart^x-hl7-cda-level-one^Base64^" + base64(latin(mime))),
                CDA,
                "application/cda+xml");
    }

    @Test
    void rtfThatWasNotEscaped() {
        assertEmbedded(
                only("OBX|1|ED|N||^TEXT^RTF^A^" + new String(RTF, StandardCharsets.ISO_8859_1)),
                RTF,
                "application/rtf");
        String escaped = new String(RTF, StandardCharsets.ISO_8859_1).replace("\\", "\\E\\");
        assertEmbedded(only("OBX|1|ED|N||^TEXT^RTF^A^" + escaped), RTF, "application/rtf");
    }

    @ParameterizedTest
    @CsvSource({
        "504b0304140006005b436f6e74656e745f54797065735d2e786d6c, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "504b030414000000, application/zip",
        "89504e470d0a1a0a, image/png",
        "49492a0008000000, image/tiff",
        "d0cf11e0a1b11ae1, application/msword",
        "3c21444f43545950452068746d6c3e, text/html",
        "efbbbf3c68746d6c3e, text/html",
        "3c3f786d6c2076657273696f6e3d22312e30223f3e3c613e, application/xml",
        "0001020304050607, application/pdf"
    })
    void typesByTheirFirstBytes(String digits, String mediaType) {
        byte[] content = HexFormat.of().parseHex(digits);
        assertEmbedded(only("OBX|1|ED|N||^AP^PDF^Base64^" + base64(content)), content, mediaType);
    }

    @Test
    void pictureKeepsItsDeclaredType() {
        assertEmbedded(
                only("OBX|1|ED|N||^IM^JPEG^Base64^" + base64(latin("no picture"))), latin("no picture"), "image/jpeg");
    }

    @Test
    void brokenContentSaysWhy() {
        String encoded = base64(PDF);
        assertThat(only("OBX|1|ED|N||^AP^PDF^Base64^" + encoded.substring(0, 61)))
                .isInstanceOf(Broken.class);
        EmbeddedDocument other = only("OBX|1|ED|N||^AP^PDF^Base64^JVBER?*" + encoded);
        assertThat(other).isInstanceOf(Broken.class);
        assertThat(((Broken) other).reason()).contains("2 of").doesNotContain("JVBER");
        assertThat(only("OBX|1|ED|N||^AP^PDF^Hex^25504")).isInstanceOf(Broken.class);
    }

    @Test
    void placeholderIsNoDocument() {
        assertThat(parts("OBX|1|ED|N||^application^pdf^Base64^||||||F", "OBX|2|ED|N||\"\"")
                        .attached())
                .isEmpty();
    }

    @Test
    void pointers() {
        EmbeddedDocument read = only("OBX|1|RP|N||https://pacs.example.org/view?study=1\\T\\series=2^^IM^JPEG");
        assertThat(read).isEqualTo(new Referenced("https://pacs.example.org/view?study=1&series=2", "image/jpeg"));
        assertThat(only("OBX|1|RP|N||\\\\files\\notes\\1.pdf^^AP^PDF"))
                .isEqualTo(new Referenced("\\\\files\\notes\\1.pdf", "application/pdf"));
    }

    /** A reader whose time grows with the square of the lines takes many minutes for this. */
    @Test
    @Timeout(120)
    void sixteenMegabytesAreReadInOneGo() {
        byte[] content = new byte[12 * 1024 * 1024];
        new Random(7).nextBytes(content);
        System.arraycopy(PDF, 0, content, 0, 8);
        String encoded = Base64.getMimeEncoder(76, latin("\r")).encodeToString(content);
        EmbeddedDocument document = only("OBX|1|ED|N||^AP^PDF^Base64^" + encoded);
        assertThat(Arrays.equals(((Embedded) document).content(), content)).isTrue();
    }
}
