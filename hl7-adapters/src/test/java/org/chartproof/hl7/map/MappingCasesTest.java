package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.StoredOnly;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading.Read;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the stories in {@code cases}: see {@link MappingCase}. A new case is two new files. */
class MappingCasesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final IFhirPath FHIR_PATH = FHIR.newFhirPath();
    private static final MessageReader READER = new MessageReader();
    private static final MessageMapper MAPPER = Events.mapper();

    static Stream<MappingCase> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(MappingCasesTest.class.getResource("/cases"), "the folder cases")
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .map(MappingCase::read)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void messagesBecomeTheFhirResourcesOfTheirStory(MappingCase story) {
        MemoryWorkspace workspace = new MemoryWorkspace();
        List<String> results = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (byte[] message : story.messages()) {
            results.add(map(message, story, workspace).result());
            workspace.warnings().forEach(warning -> warnings.add(warning.code()));
        }
        Map<String, Integer> counts = new TreeMap<>(
                workspace.resources().stream().collect(Collectors.toMap(Resource::fhirType, one -> 1, Integer::sum)));
        assertSoftly(softly -> {
            softly.assertThat(results).as("results").isEqualTo(story.results());
            softly.assertThat(warnings).as("warnings").isEqualTo(story.warnings());
            if (!story.resources().isEmpty()) {
                softly.assertThat(counts).as("resources").isEqualTo(new TreeMap<>(story.resources()));
            }
            story.values()
                    .forEach((path, expected) ->
                            softly.assertThat(values(path, workspace)).as(path).isEqualTo(expected));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMessageThatComesTwiceChangesNothingMore(MappingCase story) {
        MemoryWorkspace workspace = new MemoryWorkspace();
        for (byte[] message : story.messages()) {
            map(message, story, workspace);
            assertThat(map(message, story, workspace).changed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStoryThatIsReplayedChangesNothing(MappingCase story) {
        MemoryWorkspace workspace = new MemoryWorkspace();
        story.messages().forEach(message -> map(message, story, workspace));
        for (byte[] message : story.messages()) {
            assertThat(map(message, story, workspace).changed()).isEmpty();
        }
    }

    /** What came of a message: the kind of result, and text of the resources that it changed. */
    private record Outcome(String result, List<String> changed) {}

    private static Outcome map(byte[] bytes, MappingCase story, MemoryWorkspace workspace) {
        Message message = ((Read) READER.read(bytes, Optional.empty())).message();
        workspace.begin(MessageMapper.recordedTime(message, story.feed(), Instant.MAX));
        Mapping mapping = MAPPER.map(message, story.feed(), workspace);
        if (mapping instanceof Unmappable unmappable) {
            return new Outcome(unmappable.code(), List.of());
        }
        List<String> changed = workspace.commit().stream()
                .map(one -> FHIR.newJsonParser().encodeResourceToString(one))
                .toList();
        return new Outcome(
                mapping instanceof Mapped
                        ? "mapped"
                        : ((StoredOnly) mapping).getClass().getSimpleName(),
                changed);
    }

    /** What an expression that begins with a resource type gives over all resources of the type. */
    private static List<String> values(String path, MemoryWorkspace workspace) {
        FHIR_PATH.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public @Nullable IBase resolveReference(IIdType reference, IBase context) {
                return workspace.resources().stream()
                        .filter(one -> one.fhirType().equals(reference.getResourceType())
                                && one.getIdElement().getIdPart().equals(reference.getIdPart()))
                        .findFirst()
                        .orElse(null);
            }
        });
        String type = path.split("[.(\\s]", 2)[0];
        return workspace.resources().stream()
                .filter(one -> one.fhirType().equals(type))
                .flatMap(one -> FHIR_PATH.evaluate(one, path, Base.class).stream())
                .map(value -> value.isPrimitive() ? value.primitiveValue() : value.fhirType())
                .toList();
    }
}
