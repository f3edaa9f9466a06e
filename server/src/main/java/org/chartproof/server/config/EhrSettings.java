package org.chartproof.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.config.EhrSource.Subscribing;
import org.chartproof.server.config.EhrSource.Subscribing.Payload;
import org.chartproof.server.config.EhrSource.Subscribing.Way;
import org.chartproof.server.config.EhrSource.WriteBack;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;

/** Reads the part {@code ehr:} of the configuration: what all EHRs share, and each under the name that the operator gave it. */
final class EhrSettings {

    private static final String SOURCES = "ehr.sources";
    private static final Set<String> TYPES = Set.of("DocumentReference", "Encounter", "Patient", "Coverage");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SCOPES =
            "system/DocumentReference.rs system/Binary.rs system/Encounter.rs system/Patient.rs system/Coverage.rs"
                    + " system/Practitioner.rs";

    private final SettingReader reader;
    private final NamedGroup group;

    private EhrSettings(NamedGroup group) {
        this.reader = group.reader();
        this.group = group;
    }

    /** @param serverUrl by which the server is reached in general; where it is fit for secrets, EHRs reach it so as well */
    static ChartproofConfig.Ehr read(SettingReader reader, Optional<URI> serverUrl) {
        Optional<URI> publicUrl = reader.text("ehr.public-url")
                .map(text -> url(text).orElseThrow(() -> reader.wrong("ehr.public-url", "an https URL")))
                .or(() -> serverUrl.flatMap(one -> url(one.toString())));
        List<EhrSource> sources = NamedGroup.all(reader, SOURCES, "source", (group, name) -> {
            EhrSource source = new EhrSettings(group).source(name);
            if (source.subscribing().way() != Way.OFF && publicUrl.isEmpty()) {
                throw group.wrong(
                        "subscription",
                        "off, or server.base-url (https) or ehr.public-url as well: where the EHR sends notifications");
            }
            return source;
        });
        return new ChartproofConfig.Ehr(
                publicUrl,
                reader.integer("ehr.workers", 2, 1, 64),
                reader.integer("ehr.max-tries", 10, 1, 1000),
                reader.duration("ehr.backoff", Duration.ofSeconds(5)),
                reader.duration("ehr.lease", Duration.ofMinutes(5)),
                sources);
    }

    private EhrSource source(String name) {
        return new EhrSource(
                name,
                base(),
                reader.choice(key("shape"), EhrSource.Shape.GENERIC, EhrSource.Shape.class),
                client(),
                types(),
                new EhrSource.Filter(
                        reader.list(key("note-types")),
                        reader.list(key("note-categories")),
                        reader.list(key("note-statuses"))),
                subscribing(),
                polling(),
                new EhrSource.Bulk(
                        reader.text(key("bulk.group")).map(String::strip), reader.flag(key("bulk.at-start"), true)),
                new EhrSource.Content(
                        reader.list(key("content-hosts")).stream()
                                .map(host -> host.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()),
                        reader.bytes(key("max-content-bytes"), 20L * 1024 * 1024)),
                connection(),
                LaunchSettings.read(group),
                writeBack());
    }

    private WriteBack writeBack() {
        return reader.choice(key("write-back"), WriteBack.OFF, WriteBack.class);
    }

    private String key(String name) {
        return group.key(name);
    }

    private URI base() {
        Optional<String> text = reader.text(key("base"));
        if (text.isEmpty() && !group.isGiven()) {
            return URI.create("https://ehr.example.org/fhir");
        }
        return text.flatMap(EhrSettings::url)
                .orElseThrow(() -> group.wrong(
                        "base",
                        "the FHIR base of the EHR, by https (http only on this machine): the rest is asked there"));
    }

    /** A URL to which a token may go; without a slash at its end. */
    private static Optional<URI> url(String text) {
        try {
            URI uri = new URI(text.strip().replaceFirst("/+$", ""));
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean safe = "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return safe && plain && !host.isEmpty() ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<EhrSource.Client> client() {
        Optional<String> id = reader.text(key("client-id")).map(String::strip);
        Optional<Path> signing = group.file("key");
        List<Path> further =
                reader.list(key("further-keys")).stream().map(Path::of).toList();
        Optional<String> tokenUrl = reader.text(key("token-url"));
        String scopes = reader.text(key("scopes"), SCOPES + writingScopes()).strip();
        if (id.isPresent() != signing.isPresent()) {
            throw group.wrong(
                    id.isPresent() ? "key" : "client-id",
                    "both client-id and key, or none of them: they belong together");
        }
        Optional<URI> token = tokenUrl.map(text ->
                url(text).orElseThrow(() -> group.wrong("token-url", "an https URL (http only on this machine)")));
        return id.map(one -> new EhrSource.Client(one, signing.orElseThrow(), further, token, scopes));
    }

    /** What telling the EHR needs beyond reading it. */
    private String writingScopes() {
        Set<Kind> kinds = writeBack().kinds();
        return (kinds.contains(Kind.CONDITIONS) ? " system/Condition.cus" : "")
                + (kinds.contains(Kind.SUMMARY) ? " system/DocumentReference.cus" : "");
    }

    private Set<String> types() {
        Set<String> types = new LinkedHashSet<>(reader.list(key("types")));
        if (!TYPES.containsAll(types)) {
            throw group.wrong("types", "some of DocumentReference, Encounter, Patient and Coverage, parted by commas");
        }
        return types.isEmpty() ? Set.of("DocumentReference", "Encounter") : types;
    }

    private Subscribing subscribing() {
        Way way = reader.choice(key("subscription"), Way.OFF, Way.class);
        String topic = reader.text(key("topic"), "").strip();
        if (way == Way.TOPIC && topic.isEmpty()) {
            throw group.wrong("topic", "the canonical URL of the EHR's topic");
        }
        return new Subscribing(
                way,
                reader.choice(key("payload"), Payload.ID, Payload.class),
                topic,
                group.positive("subscription-term", Duration.ofDays(1)));
    }

    private EhrSource.Polling polling() {
        Optional<String> patients = reader.text(key("polling.patients")).map(String::strip);
        if (patients.isPresent() && !patients.get().matches("(Group|List)/[A-Za-z0-9.-]{1,200}")) {
            throw group.wrong("polling.patients", "Group/ID or List/ID");
        }
        Duration interval = reader.duration(key("polling.interval"), Duration.ofMinutes(1));
        return new EhrSource.Polling(
                interval.isZero() ? Optional.empty() : Optional.of(interval),
                reader.duration(key("polling.look-back"), Duration.ofDays(1)),
                reader.duration(key("polling.overlap"), Duration.ofMinutes(5)),
                patients,
                reader.integer(key("polling.page-size"), 100, 1, 1000));
    }

    private EhrSource.Connection connection() {
        return new EhrSource.Connection(
                reader.integer(key("connections"), 4, 1, 64),
                group.positive("connect-timeout", Duration.ofSeconds(10)),
                group.positive("timeout", Duration.ofSeconds(60)),
                group.file("authorities"),
                reader.integer(key("tries"), 4, 1, 20),
                group.positive("backoff", Duration.ofSeconds(1)),
                group.positive("longest-backoff", Duration.ofMinutes(2)));
    }
}
