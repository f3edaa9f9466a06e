package org.chartproof.coding.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From the normalised text back to where the words stand in what the EHR keeps. */
class SourcePlacesTest {

    @Test
    void plainTextKeepsTheExactOffsetOverLineEndsTabsAndInvisibleCharacters() {
        String source = "\ufeffHPI:  \r\nDyspnea\u00a0on\u200b exertion\r\n\r\n\r\n\r\n\r\nPMH:\tasthma\u0000 \f COPD";
        Reading.Readable read = read(source.getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(read.text().text()).isEqualTo("HPI:\nDyspnea on exertion\n\n\nPMH:\tasthma\n COPD");
        for (String word : new String[] {"HPI", "Dyspnea", "exertion", "PMH", "asthma", "COPD"}) {
            assertThat(place(read, word)).as(word).isEqualTo(new SourcePlace.InText(source.indexOf(word)));
        }
    }

    @Test
    void lettersThatAreComposedStandWhereTheirFirstHalfStood() {
        String source = "Me\u0301nie\u0300re disease";
        Reading.Readable read = read(source.getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(read.text().text()).isEqualTo("M\u00e9ni\u00e8re disease");
        assertThat(read.source().place(1)).isEqualTo(new SourcePlace.InText(1));
        assertThat(place(read, "re d")).isEqualTo(new SourcePlace.InText(source.indexOf("re d")));
        assertThat(place(read, "disease")).isEqualTo(new SourcePlace.InText(source.indexOf("disease")));
    }

    @Test
    void theMapOfOrdinaryTextIsOneRun() {
        Reading.Readable read = read("Cough.\nFever.\n".repeat(1000).getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(read.source().runs()).isEqualTo(1);
    }

    @Test
    void anOffsetBehindTheTextHasNoPlace() {
        Reading.Readable read = read("Cough".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThatThrownBy(() -> read.source().place(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Whatever the text: each character that stands for itself is found where the map says. */
    @Test
    void everyLetterIsWhereTheMapSays() {
        String[] pieces = {
            "a",
            "Z",
            "7",
            " ",
            "  ",
            "\t",
            "\r\n",
            "\n",
            "\r",
            "\f",
            "\u00a0",
            "\u200b",
            "e\u0301",
            "\u0301",
            "\u1112\u1161",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\u0000",
            "\u2028",
            "\u4e2d",
            "\u0416",
            "\u212b"
        };
        Random random = new Random(20261128);
        for (int round = 0; round < 2000; round++) {
            StringBuilder source = new StringBuilder("x");
            for (int i = random.nextInt(60); i > 0; i--) {
                source.append(pieces[random.nextInt(pieces.length)]);
            }
            MappedText note = Normaliser.normalise(MappedText.of(source.toString()));
            for (int i = 0; i < note.length(); i++) {
                int at = note.source(i);
                assertThat(at).isBetween(0, source.length() - 1);
                if (note.charAt(i) < 0x7f && note.charAt(i) > ' ') {
                    assertThat(source.charAt(at)).isEqualTo(note.charAt(i));
                }
            }
            String again = Normaliser.normalise(MappedText.of(note.text())).text();
            assertThat(again).as("what is normalised stays as it is").isEqualTo(note.text());
        }
    }

    @Test
    void htmlKeepsTheExactOffsetOverTagsAndEntities() {
        String source = "<html><head><title>x</title></head><body><p>Type 2 diabetes &amp; <b>CKD</b> stage&nbsp;3</p>"
                + "<script>var a = 1;</script><table><tr><td>Na</td><td>128</td></tr></table><ul><li>Gout"
                + "<li>Obesity</ul></body></html>";
        Reading.Readable read = read(source.getBytes(StandardCharsets.UTF_8), "text/html");
        assertThat(read.text().text()).isEqualTo("Type 2 diabetes & CKD stage 3\nNa\t128\nGout\nObesity\n");
        for (String word : new String[] {"diabetes", "CKD", "stage", "3", "Na", "128", "Gout", "Obesity"}) {
            assertThat(place(read, word)).as(word).isEqualTo(new SourcePlace.InText(source.indexOf(word)));
        }
        assertThat(place(read, "&")).isEqualTo(new SourcePlace.InText(source.indexOf("&amp;")));
    }

    @Test
    void clinicalDocumentNamesTheTextNodeByItsPath() {
        String source =
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>Visit</title><component><structuredBody><component>"
                        + "<section><title>Problems</title><text><list><item>Gout</item><item>Stable <b>COPD</b> &amp; asthma</item>"
                        + "</list></text></section></component></structuredBody></component></ClinicalDocument>";
        Reading.Readable read = read(source.getBytes(StandardCharsets.UTF_8), "application/xml");
        assertThat(read.text().text()).isEqualTo("Problems\nGout\nStable COPD & asthma\n");
        String section = "/ClinicalDocument[1]/component[1]/structuredBody[1]/component[1]/section[1]";
        assertThat(place(read, "Problems")).isEqualTo(new SourcePlace.InElement(section + "/title[1]/text()[1]", 0));
        assertThat(place(read, "Gout"))
                .isEqualTo(new SourcePlace.InElement(section + "/text[1]/list[1]/item[1]/text()[1]", 0));
        assertThat(place(read, "COPD"))
                .isEqualTo(new SourcePlace.InElement(section + "/text[1]/list[1]/item[2]/b[1]/text()[1]", 0));
        assertThat(place(read, "asthma"))
                .isEqualTo(new SourcePlace.InElement(section + "/text[1]/list[1]/item[2]/text()[2]", 3));
    }

    @Test
    void rtfNamesTheParagraph() {
        String source = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset204 Times;}}"
                + "{\\*\\generator Writer;}{\\header Hospital}{\\info{\\author Nobody}}\\pard\\b HPI:\\b0\\par\r\n"
                + "Caf\\'e9 worker, 37.5\\u176? C\\rquote s \\{fever\\}\\par\\trowd\\cell Na\\cell 128\\cell\\row "
                + "{\\v hidden}{\\f1\\'c0\\'c1} end\\par}";
        Reading.Readable read = read(source.getBytes(StandardCharsets.US_ASCII), "text/rtf");
        assertThat(read.text().text())
                .isEqualTo("HPI:\nCaf\u00e9 worker, 37.5\u00b0 C\u2019s {fever}\n\tNa\t128\n\u0410\u0411 end\n");
        assertThat(place(read, "HPI")).isEqualTo(new SourcePlace.InParagraph(1, 0));
        assertThat(place(read, "worker")).isEqualTo(new SourcePlace.InParagraph(2, 5));
        assertThat(place(read, "128")).isEqualTo(new SourcePlace.InParagraph(3, 4));
        assertThat(place(read, "end")).isEqualTo(new SourcePlace.InParagraph(4, 3));
    }

    @Test
    void pdfNamesPageAndLine() {
        Reading.Readable read = read(
                Pdfs.of(new String[] {"Discharge summary", "Pneumonia"}, new String[] {"Asthma", "", "Gout"}),
                "application/pdf");
        assertThat(read.text().text()).contains("Pneumonia\n").contains("Asthma\n");
        assertThat(place(read, "Discharge")).isEqualTo(new SourcePlace.OnPage(1, 1));
        assertThat(place(read, "Pneumonia")).isEqualTo(new SourcePlace.OnPage(1, 2));
        assertThat(place(read, "Asthma")).isEqualTo(new SourcePlace.OnPage(2, 1));
        assertThat(((SourcePlace.OnPage) place(read, "Gout")).page()).isEqualTo(2);
    }

    @Test
    void oneBrokenByteLeavesTheRestOfTheTextAsItIs() {
        byte[] content = "M\u00e9ni\u00e8re, 38 \u00b0C".getBytes(StandardCharsets.UTF_8);
        content[content.length - 3] = (byte) 0xff;
        assertThat(read(content, "text/plain").text().text()).startsWith("M\u00e9ni\u00e8re, 38 \u00ff");
    }

    @Test
    void textOfOldSystemsAndUtf16AreRead() {
        String text = "M\u00e9ni\u00e8re disease";
        assertThat(read(text.getBytes(Charset.forName("windows-1252")), "text/plain")
                        .text()
                        .text())
                .isEqualTo(text);
        assertThat(read(text.getBytes(StandardCharsets.UTF_16LE), "text/plain")
                        .text()
                        .text())
                .isEqualTo(text);
        assertThat(read(text.getBytes(StandardCharsets.UTF_16), "text/plain")
                        .text()
                        .text())
                .isEqualTo(text);
    }

    private static Reading.Readable read(byte[] content, String mediaType) {
        Reading reading = new DocumentReader().read(content, mediaType);
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return (Reading.Readable) reading;
    }

    private static SourcePlace place(Reading.Readable read, String word) {
        return read.source().place(read.text().text().indexOf(word));
    }
}
