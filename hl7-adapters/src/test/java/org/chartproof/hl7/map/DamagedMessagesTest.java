package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading.Read;
import org.junit.jupiter.api.Test;

/** Bad input gets a result, never an exception. */
class DamagedMessagesTest {

    private static final int ROUNDS = 40;

    /** Bytes that mean something to a reader of HL7. */
    private static final byte[] NASTY = {'|', '^', '~', '\\', '&', '\r', '\n', '"', 0, 0x0b, 0x1c, '0', 'M', (byte) 0xff
    };

    @Test
    void everyDamagedMessageIsAnswered() throws IOException, URISyntaxException {
        Random random = new Random(4);
        MessageReader reader = new MessageReader();
        MessageMapper mapper = Events.mapper();
        int read = 0;
        for (MappingCase story : MappingCasesTest.cases().toList()) {
            for (int round = 0; round < ROUNDS; round++) {
                MemoryWorkspace workspace = new MemoryWorkspace();
                for (byte[] message : story.messages()) {
                    if (reader.read(damaged(message, random), Optional.empty()) instanceof Read one) {
                        workspace.begin(MessageMapper.recordedTime(one.message(), story.feed(), Instant.MAX));
                        assertThat(mapper.map(one.message(), story.feed(), workspace))
                                .isNotNull();
                        workspace.commit();
                        read++;
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] copy = message.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            // The header's name stays: without it there is nothing to test.
            copy[3 + random.nextInt(copy.length - 3)] = NASTY[random.nextInt(NASTY.length)];
        }
        return copy;
    }
}
