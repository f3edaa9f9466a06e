package org.chartproof.server.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.config.ChartproofConfig.CdsClient;
import org.chartproof.server.config.ChartproofConfig.CdsHooks;

/** Reads the part {@code cds-hooks:} of the configuration. */
final class CdsHooksSettings {

    private static final String CLIENTS = "cds-hooks.clients";

    private CdsHooksSettings() {}

    static CdsHooks read(SettingReader reader) {
        List<CdsClient> clients = NamedGroup.all(
                reader,
                CLIENTS,
                "client",
                (group, name) ->
                        new CdsClient(name, required(group, "issuer", "the issuer (iss) of its tokens"), jwks(group)));
        return new CdsHooks(
                clients,
                reader.list("cds-hooks.origins"),
                bases(reader, "cds-hooks.fhir-servers"),
                bases(reader, "cds-hooks.same-ids"),
                reader.integer("cds-hooks.most-cards", 5, 1, 50),
                reader.flag("cds-hooks.suggest-task", true),
                reader.duration("cds-hooks.retention", Duration.ofDays(90)));
    }

    private static URI jwks(NamedGroup group) {
        String expected = "an https URL of a JWK Set, or a file with one that can be read";
        String given = required(group, "jwks", expected);
        if (given.isEmpty()) {
            return URI.create("");
        }
        return group.reader().parsed(group.key("jwks"), URI.create(""), expected, text -> {
            if (text.contains("://")) {
                return WebAddress.trusted(text);
            }
            Path file = Path.of(text).toAbsolutePath();
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("can't be read");
            }
            return file.toUri();
        });
    }

    private static String required(NamedGroup group, String name, String expected) {
        Optional<String> text = group.reader().text(group.key(name));
        if (text.isEmpty() && group.isGiven()) {
            throw group.wrong(name, expected);
        }
        return text.orElse("").strip();
    }

    private static List<URI> bases(SettingReader reader, String key) {
        try {
            return reader.list(key).stream().map(WebAddress::withoutSlash).toList();
        } catch (IllegalArgumentException e) {
            throw reader.wrong(key, "FHIR bases parted by commas, such as https://ehr.example.org/fhir");
        }
    }
}
