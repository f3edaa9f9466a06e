package org.chartproof.hl7.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFileTest {

    private static final String HEADER = "MSH|^~\\&|LAB|A|||20260504||ADT^A04|%s|P|2.5";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<String> read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("one.hl7"), content, StandardCharsets.ISO_8859_1);
        return MessageFile.messages(file).stream()
                .map(message -> new String(message.content(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void lineEndsOfAnEditorBecomeThoseOfHl7() throws IOException {
        String wanted = HEADER.formatted("1") + "\rPID|1||7\r";

        assertThat(read(HEADER.formatted("1") + "\nPID|1||7\n")).containsExactly(wanted);
        assertThat(read(HEADER.formatted("1") + "\r\nPID|1||7\r\n\r\n")).containsExactly(wanted);
        assertThat(read(HEADER.formatted("1") + "\rPID|1||7")).containsExactly(wanted);
    }

    @Test
    void aBatchAndCapturedFramesAreSplit() throws IOException {
        assertThat(read("FHS|^~\\&\rBHS|^~\\&\r" + HEADER.formatted("1") + "\r" + HEADER.formatted("2")
                        + "\rBTS|2\rFTS|1\r"))
                .containsExactly(HEADER.formatted("1") + "\r", HEADER.formatted("2") + "\r");
        assertThat(read("\u000b" + HEADER.formatted("1") + "\r\u001c\r\u000b" + HEADER.formatted("2") + "\r\u001c\r"))
                .containsExactly(HEADER.formatted("1") + "\r", HEADER.formatted("2") + "\r");
    }

    @Test
    void bytesOfAnyCharacterSetStay() throws IOException {
        assertThat(read(HEADER.formatted("1") + "\rPID|1||7||M\u00fcller\\X0D\\ \r"))
                .containsExactly(HEADER.formatted("1") + "\rPID|1||7||M\u00fcller\\X0D\\ \r");
    }

    @Test
    void whatHoldsNoMessageGivesNone() throws IOException {
        assertThat(read("read me\n")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void theFilesOfAFolderComeInTheOrderOfTheirPathsWithoutHiddenOnes() throws IOException {
        Files.createDirectories(folder.resolve("b/.git"));
        for (String name : List.of("b/2.hl7", "a.hl7", "c.hl7", ".hidden", "b/1.hl7", "b/.git/x")) {
            Files.writeString(folder.resolve(name), "");
        }

        assertThat(MessageFile.in(folder))
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly("a.hl7", "b/1.hl7", "b/2.hl7", "c.hl7");
    }

    @Test
    void newControlIdsChangeNothingElse() {
        byte[] message = (HEADER.formatted("OLD-ID") + "\rPID|1||7\r").getBytes(StandardCharsets.US_ASCII);
        ControlIds ids = new ControlIds(46_655);

        assertThat(new String(ids.renew(message), StandardCharsets.US_ASCII))
                .isEqualTo(HEADER.formatted("zzz-1") + "\rPID|1||7\r");
        assertThat(new String(ids.renew(message), StandardCharsets.US_ASCII)).contains("|zzz-2|");
        byte[] junk = "PID|1".getBytes(StandardCharsets.US_ASCII);
        assertThat(ids.renew(junk)).isSameAs(junk);
    }
}
