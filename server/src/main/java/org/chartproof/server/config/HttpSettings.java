package org.chartproof.server.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code server:}, and of {@code security:} which other sites a browser may bring together with ours. */
final class HttpSettings {
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-]+|\\[[0-9a-fA-F:]+]");

    private HttpSettings() {}

    static ChartproofConfig.Server server(SettingReader reader) {
        List<String> hosts = reader.list("server.hosts");
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw reader.wrong("server.hosts", "names parted by commas, without port, such as chartproof.example.org");
        }
        Duration requestTime = reader.duration("server.request-timeout", Duration.ofMinutes(1));
        if (requestTime.isZero()) {
            throw reader.wrong("server.request-timeout", "a duration above zero");
        }
        return new ChartproofConfig.Server(
                reader.integer("server.port", 8080, 0, 65535),
                reader.text("server.bind", "127.0.0.1"),
                reader.bytes("server.max-request-bytes", 25L * 1024 * 1024),
                baseUrl(reader),
                hosts,
                tls(reader),
                new ChartproofConfig.Limits(
                        reader.integer("server.rate-limit", 500, 0, 1_000_000),
                        reader.integer("server.failed-sign-ins", 30, 0, 1_000_000),
                        requestTime));
    }

    static ChartproofConfig.Origins origins(SettingReader reader) {
        return new ChartproofConfig.Origins(
                origins(reader, "security.ehr-origins"), origins(reader, "security.cors-origins"));
    }

    private static List<String> origins(SettingReader reader, String key) {
        List<String> origins = reader.list(key);
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw reader.wrong(key, "origins parted by commas, without path, such as https://ehr.example.org");
        }
        return origins;
    }

    private static Optional<ChartproofConfig.Tls> tls(SettingReader reader) {
        Optional<Path> certificate = file(reader, "server.tls.certificate");
        Optional<Path> key = file(reader, "server.tls.key");
        if (certificate.isPresent() != key.isPresent()) {
            throw reader.wrong(
                    certificate.isEmpty() ? "server.tls.certificate" : "server.tls.key",
                    "a PEM file: TLS needs both server.tls.certificate and server.tls.key");
        }
        return certificate.map(chain -> new ChartproofConfig.Tls(chain, key.orElseThrow()));
    }

    private static Optional<Path> file(SettingReader reader, String key) {
        Optional<Path> file = reader.path(key);
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw reader.wrong(key, "a PEM file that can be read");
        }
        return file;
    }

    private static Optional<URI> baseUrl(SettingReader reader) {
        return reader.parsed(
                "server.base-url",
                Optional.empty(),
                "an address such as https://coding.example.org",
                text -> Optional.of(WebAddress.server(text)));
    }
}
