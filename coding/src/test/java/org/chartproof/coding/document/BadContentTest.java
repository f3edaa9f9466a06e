package org.chartproof.coding.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad content is normal: an answer or a typed reason, in bounded time. */
class BadContentTest {

    /** Generous: each of these takes well under a second; what grows with the square of its length takes minutes. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final int MILLION = 1_000_000;

    @Test
    void emptyContentAndContentWithoutTextAreUnreadable() {
        assertThat(reason(new byte[0], "text/plain")).isEqualTo("The content is empty.");
        assertThat(reason(bytes(" \r\n\t\u200b "), "text/plain")).isEqualTo("The content has no text.");
        assertThat(reason(bytes("<html><body><script>x</script></body></html>"), "text/html"))
                .isEqualTo("The content has no text.");
        assertThat(reason(bytes("{\\rtf1\\pard\\par}"), "text/rtf")).isEqualTo("The content has no text.");
    }

    @Test
    void contentOverTheLimitIsUnreadable() {
        Reading reading = new DocumentReader(100).read(new byte[101], "text/plain");
        assertThat(((Reading.Unreadable) reading).reason()).contains("at most 100");
    }

    @Test
    void binaryContentIsNotTakenForText() {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        assertThat(reason(random, "text/plain")).isEqualTo("The content is binary, not text.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html",
                "text/rtf",
                "application/pdf",
                "application/xml",
                "x/y",
                "",
                ";;",
                "a;charset=\u0000"
            })
    void garbageOfAnyKindNeverThrows(String mediaType) {
        Random random = new Random(20261128);
        String[] begins = {"", "%PDF-1.7\n", "{\\rtf1 ", "<html>", "<?xml version='1.0'?><ClinicalDocument>", "\ufeff"};
        String[] pieces = {
            "{",
            "}",
            "\\",
            "\\'",
            "\\'9",
            "\\u",
            "\\u-99999999999 ",
            "\\uc-5 ",
            "\\bin99999999999 ",
            "\\f",
            "\\ansicpg77 ",
            "\\*",
            "<",
            ">",
            "</",
            "<td>",
            "<section><text>",
            "]]>",
            "<![CDATA[",
            "<!--",
            "&",
            "&#xD800;",
            "&#99999999;",
            "&lt",
            "a",
            "\u0301",
            "\ud800",
            "1 0 obj",
            "stream",
            "xref",
            "trailer<</Root 1 0 R>>",
            "\u0000"
        };
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder(begins[random.nextInt(begins.length)]);
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] content = bytes(text.toString());
            for (int i = random.nextInt(4); i > 0 && content.length > 0; i--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            if (new DocumentReader().read(content, mediaType) instanceof Reading.Readable readable) {
                for (int at = 0; at < readable.text().text().length(); at++) {
                    assertThat(readable.source().place(at)).isNotNull();
                }
            }
        }
    }

    @Test
    void longRunsAreNormalisedInLinearTime() {
        for (String run : new String[] {
            " ", "\t", "\n", "\r", "\u0301\u0323", "a\u0301", "\u4e2d", "\ud83d\ude00", "\u200b", "(", "\uac00\u11a8"
        }) {
            inTime(bytes("x" + run.repeat(4 * MILLION / run.length()) + "x"), "text/plain");
        }
    }

    @Test
    void deepOrWideHtmlIsReadOrRefusedInTime() {
        inTime(bytes("<div>x".repeat(MILLION / 4)), "text/html");
        inTime(bytes("<b>x".repeat(MILLION / 4)), "text/html");
        inTime(bytes("<table><tr>" + "<td>x".repeat(MILLION / 4)), "text/html");
        inTime(bytes("<script></script>x".repeat(MILLION / 5)), "text/html");
        inTime(bytes("<pre>" + "<i>x</i>".repeat(MILLION / 5)), "text/html");
        inTime(bytes("&amp".repeat(2 * MILLION)), "text/html");
        assertThat(reason(bytes("<p>x".repeat(MILLION)), "text/html")).contains("tags");
    }

    @Test
    void deepOrCutOffRtfIsRefused() {
        assertThat(reason(bytes("{\\rtf1 " + "{".repeat(5 * MILLION)), "text/rtf"))
                .contains("nested too deep");
        assertThat(reason(bytes("{\\rtf1 Fever and {\\b cou"), "text/rtf")).contains("cut off");
        inTime(bytes("{\\rtf1 " + "Fever\\par ".repeat(MILLION / 2) + "}"), "text/rtf");
    }

    @Test
    void entityBombsAndDeepXmlAreMalformed() {
        String bomb = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><ClinicalDocument><section><text>&c;</text></section>"
                + "</ClinicalDocument>";
        assertThat(reason(bytes(bomb), "application/xml")).isEqualTo("The XML is malformed.");
        String file = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><ClinicalDocument>"
                + "<section><text>&x;</text></section></ClinicalDocument>";
        assertThat(reason(bytes(file), "application/xml")).isEqualTo("The XML is malformed.");
        String deep = "<ClinicalDocument><section><text>" + "<content>".repeat(MILLION);
        assertThat(reason(bytes(deep), "application/xml")).isEqualTo("The XML is malformed.");
        inTime(
                bytes("<ClinicalDocument><section><text>" + "<td>x &amp; y</td>".repeat(MILLION / 4)
                        + "</text></section></ClinicalDocument>"),
                "application/xml");
        inTime(
                bytes("<ClinicalDocument><section><text>" + "&amp; y".repeat(MILLION / 2)
                        + "</text></section></ClinicalDocument>"),
                "application/xml");
    }

    @Test
    void truncatedAndEncryptedPdfsSaySo() {
        byte[] whole = Pdfs.of(new String[] {"Pneumonia"});
        assertThat(reason(Pdfs.encrypted("secret", new String[] {"Pneumonia"}), "application/pdf"))
                .contains("encrypted");
        for (int length = 5; length < whole.length; length += 7) {
            Reading reading = new DocumentReader().read(Arrays.copyOf(whole, length), "application/pdf");
            assertThat(reading)
                    .isInstanceOfAny(Reading.Unreadable.class, Reading.NeedsOcr.class, Reading.Readable.class);
        }
        assertThat(reason(Arrays.copyOf(whole, 40), "application/pdf")).isEqualTo("The PDF is malformed.");
    }

    private static void inTime(byte[] content, String mediaType) {
        Reading reading =
                Assertions.assertTimeoutPreemptively(BOUND, () -> new DocumentReader().read(content, mediaType));
        assertThat(reading).isInstanceOfAny(Reading.Readable.class, Reading.Unreadable.class);
    }

    private static String reason(byte[] content, String mediaType) {
        Reading reading =
                Assertions.assertTimeoutPreemptively(BOUND, () -> new DocumentReader().read(content, mediaType));
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
