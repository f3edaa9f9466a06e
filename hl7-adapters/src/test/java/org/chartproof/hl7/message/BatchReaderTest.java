package org.chartproof.hl7.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void aBatchIsSplitIntoItsMessages(String end) {
        String batch = String.join(
                end,
                "FHS|^~\\&|A",
                "BHS|^~\\&|A",
                "MSH|1",
                "PID|1",
                "MSH|2",
                "PID|2",
                "BTS|2",
                "BHS|",
                "MSH|3",
                "BTS|1",
                "FTS|2",
                "");
        assertThat(split(batch))
                .containsExactly("MSH|1" + end + "PID|1" + end, "MSH|2" + end + "PID|2" + end, "MSH|3" + end);
    }

    @Test
    void messagesOneAfterTheOtherNeedNoBatch() {
        assertThat(split("MSH|1\rPID|1\r\nMSH|2\r")).hasSize(2);
        assertThat(split("\u000bMSH|1\r\u001c\r\u000bMSH|2\r\u001c\r")).hasSize(2);
    }

    @Test
    void theLettersOfAHeaderInsideATextSplitNothing() {
        assertThat(split("MSH|1\rNTE|the MSH|segment\rMSHA is no name")).hasSize(1);
    }

    @Test
    void whatHoldsNoMessageComesBackWhole() {
        assertThat(split("no message")).containsExactly("no message");
        assertThat(split(" \r\n")).isEmpty();
        assertThat(split("\ufeffMSH|1")).containsExactly("MSH|1");
    }

    private static List<String> split(String content) {
        return BatchReader.messages(content.getBytes(StandardCharsets.UTF_8)).stream()
                .map(one -> new String(one, StandardCharsets.UTF_8))
                .toList();
    }
}
