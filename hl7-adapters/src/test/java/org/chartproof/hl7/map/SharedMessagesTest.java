package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.StoredOnly;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.BatchReader;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.hl7.message.Reading.Read;
import org.chartproof.hl7.message.Reading.Unreadable;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Other people's messages, where they lie beside the project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedMessagesTest {

    /** Share of the well-formed messages that are mapped, as the project asks for. */
    private static final double MAPPED = 0.97;

    private static final Feed FEED = Feed.named("shared", 0);
    private static final MessageReader READER = new MessageReader();
    private static final MessageMapper MAPPER = Events.mapper();

    private final List<Received> received = new ArrayList<>();

    /** A message and the file that it is in. */
    private record Received(String file, byte[] bytes) {}

    @BeforeAll
    void find() throws IOException {
        Path folder = Path.of(Optional.ofNullable(System.getProperty("chartproof.shared"))
                        .or(() -> Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")))
                        .orElse("../../shared"))
                .toAbsolutePath()
                .normalize()
                .resolve("hl7v2");
        assumeTrue(Files.isDirectory(folder), "no messages at " + folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(SharedMessagesTest::holdsMessages).sorted().toList()) {
                BatchReader.messages(Files.readAllBytes(file))
                        .forEach(bytes -> received.add(
                                new Received(folder.relativize(file).toString(), bytes)));
            }
        }
    }

    private static boolean holdsMessages(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".hl7") || name.endsWith(".txt") || name.endsWith(".bin"));
    }

    @Test
    void everyMessageIsAnsweredAndNearlyEveryWellFormedOneIsMapped() {
        int wellFormed = 0;
        int mapped = 0;
        TreeMap<String, Integer> results = new TreeMap<>();
        for (Received one : received) {
            Reading reading = READER.read(one.bytes(), Optional.empty());
            String result = reading instanceof Read read
                    ? result(map(read.message(), new MemoryWorkspace()))
                    : "unreadable: " + ((Unreadable) reading).reason();
            results.merge(result, 1, Integer::sum);
            if (reading instanceof Read read && isWellFormed(read.message())) {
                wellFormed++;
                mapped += result.equals("mapped") ? 1 : 0;
            }
            if (!result.equals("mapped")) {
                System.out.println(one.file() + ": " + result);
            }
        }
        System.out.printf(
                "%d messages, %d well-formed, %d of those mapped; %s%n", received.size(), wellFormed, mapped, results);
        assertThat(mapped).isGreaterThanOrEqualTo((int) Math.ceil(MAPPED * wellFormed));
    }

    @Test
    void everyMessageThatComesTwiceChangesNothingMore() {
        for (Received one : received) {
            if (READER.read(one.bytes(), Optional.empty()) instanceof Read read) {
                MemoryWorkspace workspace = new MemoryWorkspace();
                if (map(read.message(), workspace) instanceof Mapped) {
                    workspace.commit();
                    map(read.message(), workspace);
                    assertThat(workspace.commit()).as(one.file()).isEmpty();
                }
            }
        }
    }

    @Test
    void noResourceIsAnEmptyShell() {
        for (Received one : received) {
            if (READER.read(one.bytes(), Optional.empty()) instanceof Read read) {
                MemoryWorkspace workspace = new MemoryWorkspace();
                if (map(read.message(), workspace) instanceof Mapped) {
                    assertThat(workspace.commit()).as(one.file()).allSatisfy(SharedMessagesTest::saysSomething);
                }
            }
        }
    }

    private static void saysSomething(Resource resource) {
        long elements = resource.children().stream()
                .filter(property -> property.hasValues()
                        && !List.of("id", "identifier", "active", "status").contains(property.getName()))
                .count();
        assertThat(elements).as(resource.fhirType()).isPositive();
    }

    private static Mapping map(Message message, MemoryWorkspace workspace) {
        workspace.begin(MessageMapper.recordedTime(message, FEED, Instant.MAX));
        return MAPPER.map(message, FEED, workspace);
    }

    /** An event, and a patient or an acknowledgement that it is about. */
    private static boolean isWellFormed(Message message) {
        return !message.code().isEmpty()
                && !message.trigger().isEmpty()
                && message.first("PID").isPresent();
    }

    private static String result(Mapping mapping) {
        if (mapping instanceof Unmappable unmappable) {
            return unmappable.code() + " at " + unmappable.place();
        }
        return mapping instanceof Mapped ? "mapped" : "stored only: " + ((StoredOnly) mapping).reason();
    }
}
