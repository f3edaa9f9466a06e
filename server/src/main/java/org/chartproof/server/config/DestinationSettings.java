package org.chartproof.server.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartproof.hl7.mllp.ClientTls;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.out.Addressing;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.hl7.out.BillingDestination.Kind;
import org.chartproof.hl7.table.Charsets;

/** Reads {@code hl7.destinations}: the billing systems that finished coding is told to, each under the name that the operator gave it. */
final class DestinationSettings {

    private static final String DESTINATIONS = "hl7.destinations";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}");
    private static final Set<String> PROCESSING_IDS = Set.of("P", "T", "D");

    private final SettingReader reader;
    private final String prefix;

    private DestinationSettings(SettingReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
    }

    static List<BillingDestination> read(SettingReader reader) {
        List<BillingDestination> destinations = new ArrayList<>();
        for (String name : reader.names(DESTINATIONS)) {
            if (!NAME.matcher(name).matches()) {
                throw new ConfigurationException(
                        "'" + DESTINATIONS + "." + name
                                + "': a destination's name has lower case letters, digits and hyphens, and begins with a letter");
            }
            destinations.add(new DestinationSettings(reader, DESTINATIONS + "." + name + ".").destination(name));
        }
        if (destinations.isEmpty()) {
            // So that every key of a destination is known where a message names the nearest one.
            SettingReader none = new SettingReader(Map.of());
            new DestinationSettings(none, "").destination("name");
            none.known().stream().sorted().forEach(key -> reader.know(DESTINATIONS + ".NAME." + key));
        }
        return destinations;
    }

    private BillingDestination destination(String name) {
        Duration backoff = positive("backoff", Duration.ofSeconds(2));
        Duration longest = positive("longest-backoff", Duration.ofMinutes(5));
        if (longest.compareTo(backoff) < 0) {
            throw reader.wrong(key("longest-backoff"), "a duration no shorter than backoff");
        }
        return new BillingDestination(
                name,
                new Destination(
                        required("host", "the name or address of the receiver"),
                        port(),
                        tls(),
                        positive("connect-timeout", Duration.ofSeconds(10)),
                        positive("ack-timeout", Duration.ofSeconds(30))),
                addressing(),
                kinds(),
                reader.flag(key("auto-final"), false),
                Set.copyOf(reader.list(key("encounter-classes"))),
                backoff,
                longest,
                reader.integer(key("max-tries"), 50, 1, 100_000));
    }

    private String key(String name) {
        return prefix + name;
    }

    private String required(String name, String expected) {
        Optional<String> text = reader.text(key(name));
        if (text.isEmpty() && !prefix.isEmpty()) {
            throw reader.wrong(key(name), expected);
        }
        return text.orElse("localhost");
    }

    private int port() {
        int port = reader.integer(key("port"), -1, 1, 65535);
        if (port < 0 && !prefix.isEmpty()) {
            throw reader.wrong(key("port"), "the port on which the receiver listens");
        }
        return Math.max(port, 1);
    }

    private Optional<ClientTls> tls() {
        Optional<Path> authorities = file("tls.authorities");
        Optional<Path> certificate = file("tls.certificate");
        Optional<Path> privateKey = file("tls.key");
        boolean enabled = reader.flag(key("tls.enabled"), false);
        if (!enabled && authorities.isEmpty() && certificate.isEmpty() && privateKey.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isPresent() != privateKey.isPresent()) {
            String missing = certificate.isEmpty() ? "tls.certificate" : "tls.key";
            throw reader.wrong(key(missing), "a PEM file: a client certificate needs both tls.certificate and tls.key");
        }
        return Optional.of(new ClientTls(
                authorities,
                certificate.map(chain -> new ClientTls.ClientCertificate(chain, privateKey.orElseThrow()))));
    }

    private Optional<Path> file(String name) {
        Optional<Path> file = reader.path(key(name));
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw reader.wrong(key(name), "a PEM file that can be read");
        }
        return file;
    }

    private Addressing addressing() {
        String processingId = reader.text(key("processing-id"), "P").strip();
        if (!PROCESSING_IDS.contains(processingId)) {
            throw reader.wrong(key("processing-id"), "one of P, T and D");
        }
        String version = reader.text(key("version"), "2.6").strip();
        if (!version.matches("2\\.[3-9](\\.\\d)?")) {
            throw reader.wrong(key("version"), "a version such as 2.5.1 or 2.6");
        }
        return new Addressing(
                reader.text(key("sending-application"), "CHARTPROOF").strip(),
                reader.text(key("sending-facility")).orElse("").strip(),
                reader.text(key("receiving-application")).orElse("").strip(),
                reader.text(key("receiving-facility")).orElse("").strip(),
                processingId,
                version,
                charset(),
                reader.map(key("namespaces")));
    }

    private Charset charset() {
        return reader.parsed(
                key("charset"), StandardCharsets.UTF_8, "a character set that HL7 has, such as ISO-8859-1", text -> {
                    Charset charset = Charset.forName(text);
                    if (Charsets.nameOf(charset).isEmpty()) {
                        throw new IllegalArgumentException("not in HL7 table 0211");
                    }
                    return charset;
                });
    }

    private Set<Kind> kinds() {
        List<String> given = reader.list(key("messages"));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String one : given.isEmpty() ? List.of("bar", "dft") : given) {
            switch (one.toLowerCase(Locale.ROOT)) {
                case "bar" -> kinds.add(Kind.BAR);
                case "dft" -> kinds.add(Kind.DFT);
                default -> throw reader.wrong(key("messages"), "bar, dft or both, parted by a comma");
            }
        }
        return kinds;
    }

    private Duration positive(String name, Duration standard) {
        Duration duration = reader.duration(key(name), standard);
        if (duration.isZero()) {
            throw reader.wrong(key(name), "a duration above zero");
        }
        return duration;
    }
}
