package org.chartproof.server.ehr.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.EhrSource.Shape;
import org.chartproof.server.config.EhrSource.Subscribing.Way;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of EHR can do; {@code shapes.yaml} has them.
 *
 * @param search        how news are searched for
 * @param since         parameter that bounds a search about one patient to what changed
 * @param sorts         whether results can be had in the order of their changes
 * @param subscriptions that it offers
 * @param exports       whether a Group can be exported
 * @param coverage      parameter that finds the Coverages of a patient
 * @param always        parameters that every search of a type needs
 */
public record Capabilities(
        Search search,
        Optional<String> since,
        boolean sorts,
        Set<Way> subscriptions,
        boolean exports,
        String coverage,
        Map<String, String> always) {

    public Capabilities {
        subscriptions = Set.copyOf(subscriptions);
        always = Map.copyOf(always);
    }

    /** How news are searched for. */
    public enum Search {
        /** Over all patients, by when something changed. */
        ALL,
        /** About one patient after the other. */
        PATIENT
    }

    private record Entry(
            @JsonProperty(required = true) Search search,
            @Nullable String since,
            @JsonProperty(required = true) boolean sorts,
            @JsonProperty(required = true) Set<Way> subscriptions,
            @JsonProperty(required = true) boolean exports,
            @JsonProperty(required = true) String coverage,
            @JsonProperty(required = true) Map<String, String> always) {}

    /** Those of a kind. */
    public static Capabilities of(Shape shape) {
        return Objects.requireNonNull(all().get(shape));
    }

    private static Map<Shape, Capabilities> all() {
        JsonMapper yaml = JsonMapper.builder(new YAMLFactory())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream in = Capabilities.class.getResourceAsStream("shapes.yaml")) {
            Map<String, Entry> entries = yaml.readValue(in, new TypeReference<Map<String, Entry>>() {});
            return java.util.Arrays.stream(Shape.values())
                    .collect(java.util.stream.Collectors.toMap(
                            shape -> shape,
                            shape -> of(Objects.requireNonNull(
                                    entries.get(shape.name().toLowerCase(java.util.Locale.ROOT))))));
        } catch (IOException e) {
            throw new UncheckedIOException("shapes.yaml", e);
        }
    }

    private static Capabilities of(Entry entry) {
        return new Capabilities(
                entry.search(),
                Optional.ofNullable(entry.since()).filter(since -> !since.isBlank()),
                entry.sorts(),
                entry.subscriptions(),
                entry.exports(),
                entry.coverage(),
                entry.always());
    }
}
