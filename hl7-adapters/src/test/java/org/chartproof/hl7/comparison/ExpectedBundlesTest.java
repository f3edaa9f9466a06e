package org.chartproof.hl7.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chartproof.hl7.comparison.Difference.Kind;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.MemoryWorkspace;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading.Read;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/**
 * Compares what we make of messages with what Microsoft's FHIR-Converter makes of them, where its messages and expected bundles lie beside the project: every kind of difference
 * has its reason in {@code reasons.tsv}, and every reason its difference. Set {@code chartproof.comparison.report} to a file to have the report written anew.
 */
class ExpectedBundlesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final MessageReader READER = new MessageReader();
    private static final MessageMapper MAPPER = Events.mapper();
    private static final Feed FEED = Feed.named("comparison", 0);
    private static final List<String> TYPES =
            List.of("Patient", "Encounter", "DocumentReference", "Observation", "Condition");

    /** What is taken of events that have no mapping of their own. */
    private static final List<String> OF_ANY_EVENT = List.of("Patient", "Encounter");

    private final Map<Difference, Set<String>> differences = new TreeMap<>();
    private final Map<String, Integer> compared = new TreeMap<>();
    private final Map<String, Integer> equal = new TreeMap<>();
    private int messages;

    @Test
    void everyDifferenceToTheExpectedBundlesHasItsReason() throws IOException {
        Path folder = Path.of(Optional.ofNullable(System.getProperty("chartproof.shared"))
                        .or(() -> Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")))
                        .orElse("../../shared"))
                .toAbsolutePath()
                .normalize()
                .resolve("hl7v2/microsoft_fhir_converter");
        assumeTrue(Files.isDirectory(folder), "no expected bundles at " + folder);
        try (Stream<Path> files = Files.walk(folder.resolve("expected_fhir"))) {
            for (Path file : files.filter(one -> one.toString().endsWith("-expected.json"))
                    .sorted()
                    .toList()) {
                compare(folder, file);
            }
        }
        List<Reason> reasons = Reason.all();
        Map<Reason, Integer> used = new LinkedHashMap<>();
        reasons.forEach(reason -> used.put(reason, 0));
        List<String> unexplained = new ArrayList<>();
        differences.forEach((difference, events) -> {
            Optional<Reason> reason =
                    reasons.stream().filter(one -> one.covers(difference)).findFirst();
            reason.ifPresentOrElse(
                    one -> used.merge(one, 1, Integer::sum),
                    () -> unexplained.add(difference.path() + " " + difference.kind() + " " + events));
        });
        String report = System.getProperty("chartproof.comparison.report");
        if (report != null) {
            Files.writeString(Path.of(report), ComparisonReport.of(messages, compared, equal, differences, reasons));
        }
        assertThat(unexplained).as("differences without a reason").isEmpty();
        assertThat(used.entrySet().stream().filter(one -> one.getValue() == 0).map(one -> one.getKey()
                        .pattern()))
                .as("reasons without a difference")
                .isEmpty();
    }

    private void compare(Path folder, Path file) throws IOException {
        String name = file.getFileName().toString().replace("-expected.json", "");
        Message message = ((Read) READER.read(
                        Files.readAllBytes(folder.resolve("messages").resolve(name + ".hl7")), Optional.empty()))
                .message();
        MemoryWorkspace workspace = new MemoryWorkspace();
        workspace.begin(MessageMapper.recordedTime(message, FEED, Instant.MAX));
        assertThat(MAPPER.map(message, FEED, workspace)).as(name).isNotInstanceOf(Unmappable.class);
        workspace.commit();
        Bundle bundle = FHIR.newJsonParser()
                .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors())
                .parseResource(Bundle.class, Files.readString(file));
        List<Resource> expected = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        messages++;
        for (String type : MAPPER.knows(message) ? TYPES : OF_ANY_EVENT) {
            compare(
                    Fields.of(expected, type).values(),
                    Fields.of(workspace.resources(), type).values(),
                    type,
                    name);
        }
    }

    private void compare(Map<String, Set<String>> expected, Map<String, Set<String>> ours, String type, String name) {
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(ours.keySet());
        for (String path : paths) {
            compared.merge(type, 1, Integer::sum);
            Set<String> theirs = expected.get(path);
            Set<String> own = ours.get(path);
            if (theirs != null && theirs.equals(own)) {
                equal.merge(type, 1, Integer::sum);
            } else {
                Kind kind = theirs == null ? Kind.ADDED : own == null ? Kind.MISSING : Kind.OTHER;
                differences
                        .computeIfAbsent(new Difference(path, kind), one -> new TreeSet<>())
                        .add(name);
                if (Boolean.getBoolean("chartproof.comparison.show")) {
                    System.out.println("DIFF " + path + " " + kind + " " + name + " theirs=" + theirs + " ours=" + own);
                }
            }
        }
    }
}
