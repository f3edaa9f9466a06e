package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the EHR has in a file, a line for each change, so that it survives being killed. */
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;

    Journal(Path file, Consumer<JsonNode> replay) {
        try {
            if (Files.exists(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.forEach(line -> read(line, replay));
                }
            }
            out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, Consumer<JsonNode> replay) {
        try {
            replay.accept(JSON.readTree(line));
        } catch (IOException e) {
            // the last line of one that was killed while it wrote: nobody was told of it
        }
    }

    synchronized void append(JsonNode change) {
        try {
            out.write((change + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
