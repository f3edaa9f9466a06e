package org.chartproof.hl7.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.UnknownEvents;
import org.chartproof.hl7.message.BatchReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Messages of a story, and what FHIR says after the last of them: {@code NAME.hl7} with one message or several, {@code NAME.expected.yaml} beside it. The keys of the latter: {@code zone},
 * {@code systems} and {@code unknown-events} of the feed; {@code results} of the messages, {@code mapped} for each if left out; {@code warnings} of all messages, none if
 * left out; {@code resources}, how many there are of each type; {@code values}, what FHIRPath expressions give.
 */
record MappingCase(
        String name,
        List<byte[]> messages,
        Feed feed,
        List<String> results,
        List<String> warnings,
        Map<String, Integer> resources,
        Map<String, List<String>> values) {

    private static final List<String> KEYS =
            List.of("story", "zone", "systems", "unknown-events", "results", "warnings", "resources", "values");

    static MappingCase read(Path hl7) {
        String name = hl7.getFileName().toString().replaceFirst("\\.hl7$", "");
        try {
            Map<String, Object> yaml = texts().load(Files.readString(hl7.resolveSibling(name + ".expected.yaml")));
            if (!KEYS.containsAll(yaml.keySet())) {
                throw new IllegalArgumentException(name + ": only " + KEYS + " are known");
            }
            List<byte[]> messages = BatchReader.messages(Files.readAllBytes(hl7));
            List<String> results = texts(yaml.get("results"));
            return new MappingCase(
                    name,
                    messages,
                    feed(yaml),
                    results.isEmpty() ? messages.stream().map(one -> "mapped").toList() : results,
                    texts(yaml.get("warnings")),
                    counts(yaml.get("resources")),
                    values(yaml.get("values")));
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Reads every scalar as text: dates and codes with leading zeros are to be compared, not understood. */
    private static Yaml texts() {
        return new Yaml(
                new SafeConstructor(new LoaderOptions()),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                new LoaderOptions(),
                new Resolver() {
                    @Override
                    protected void addImplicitResolvers() {
                        // None: no scalar has a type.
                    }
                });
    }

    private static Feed feed(Map<String, Object> yaml) {
        Feed usual = Feed.named("test", 0);
        Map<String, String> systems = new LinkedHashMap<>();
        map(yaml.get("systems")).forEach((key, value) -> systems.put(key, String.valueOf(value)));
        return new Feed(
                usual.name(),
                usual.bind(),
                usual.port(),
                usual.tls(),
                usual.allow(),
                usual.sendingApplications(),
                usual.sendingFacilities(),
                usual.charset(),
                yaml.containsKey("zone") ? ZoneId.of(String.valueOf(yaml.get("zone"))) : usual.zone(),
                usual.ackMode(),
                usual.ackTiming(),
                "refuse".equals(yaml.get("unknown-events")) ? UnknownEvents.REFUSE : UnknownEvents.STORE,
                usual.processingIds(),
                usual.maxMessageBytes(),
                usual.frameDeadline(),
                usual.maxConnections(),
                usual.processedDeadline(),
                usual.silentAfter(),
                systems);
    }

    private static Map<String, Integer> counts(@Nullable Object value) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        map(value).forEach((key, count) -> counts.put(key, Integer.valueOf(String.valueOf(count))));
        return counts;
    }

    private static Map<String, List<String>> values(@Nullable Object value) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        map(value).forEach((key, expected) -> values.put(key, texts(expected)));
        return values;
    }

    @SuppressWarnings("unchecked") // YAML mappings with text keys, as the format says
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        (value instanceof List<?> list ? list : List.of(value)).forEach(one -> texts.add(String.valueOf(one)));
        return texts;
    }
}
