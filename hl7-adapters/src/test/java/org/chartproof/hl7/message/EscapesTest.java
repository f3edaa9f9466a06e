package org.chartproof.hl7.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {

    private static final Escapes ESCAPES = new Escapes(Syntax.USUAL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "a\\F\\b=a|b",
                "a\\S\\b=a^b",
                "a\\T\\b=a&b",
                "a\\R\\b=a~b",
                "a\\E\\b=a\\b",
                "a\\P\\b=a#b",
                "\\H\\bold\\N\\ plain=bold plain",
                "a\\.fi\\b\\.nf\\c=abc",
                "a\\.in3\\b=a   b",
                "a\\.ti+2\\b=a  b",
                "a\\.in-4\\b=ab",
                "a\\.sk 2\\b=a  b",
                "a\\C2842\\b=ab",
                "a\\M2442\\b=ab",
                "a\\Z12\\b=ab",
                "a\\Zlocal\\b=ab",
                "a\\X26\\b=a&b",
                "a\\XC3\\\\XA4\\b=aäb",
                "a\\XC3A4\\b=aäb",
                "C:\\dir\\file=C:\\dir\\file",
                "C:\\E\\dir\\E\\file=C:\\dir\\file",
                "a\\=a\\",
                "\\\\server\\share=\\\\server\\share",
                "a\\T=a\\T",
                "\\dir\\T\\end=\\dir&end",
                "a\\X1\\b=a\\X1\\b",
                "a\\XZZ\\b=a\\XZZ\\b",
                "5\\6\\7=5\\6\\7",
                "a\\F\\\\F\\b=a||b"
            })
    void aSequenceMeansItsTextAndAllElseStays(String sent, String meant) {
        assertThat(ESCAPES.decode(sent)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "a\\.br\\b",
        "a\\.BR\\b",
        "a\\X0D\\b",
        "a\\X0A\\b",
        "a\\X0D0A\\b",
        "a\\X0D\\\\X0A\\b",
        "a\\.sp\\b",
        "a\\.sp1\\b",
        "a\\.ce\\b"
    })
    void lineEndsBecomeLineFeeds(String sent) {
        assertThat(ESCAPES.decode(sent)).isEqualTo("a\nb");
    }

    @Test
    void severalLinesAreSkipped() {
        assertThat(ESCAPES.decode("a\\.sp3\\b")).isEqualTo("a\n\n\nb");
    }

    @Test
    void bytesAreOfTheMessagesCharacterSet() {
        Syntax latin = new Syntax('|', '^', '~', '\\', '&', StandardCharsets.ISO_8859_1);
        assertThat(new Escapes(latin).decode("a\\XE4\\b")).isEqualTo("aäb");
    }

    @Test
    void bytesThatTextStandsBetweenAreDecodedInTheirPlaces() {
        assertThat(ESCAPES.decode("\\X41\\b\\X43\\d\\F\\\\X45\\")).isEqualTo("AbCd|E");
    }

    @Test
    void theEscapeCharacterIsTheMessages() {
        Syntax other = new Syntax('|', '^', '~', '!', '&', StandardCharsets.UTF_8);
        assertThat(new Escapes(other).decode("a!T!b\\T\\c")).isEqualTo("a&b\\T\\c");
    }

    @Test
    void aLocalSequenceIsTold() {
        assertThat(ESCAPES.hasLocal("x\\Z1\\y")).isTrue();
        assertThat(ESCAPES.hasLocal("C:\\Zone 1\\y")).isFalse();
        assertThat(ESCAPES.hasLocal("x\\Z")).isFalse();
    }
}
