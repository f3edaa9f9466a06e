package org.chartproof.server.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.mllp.ClientTls;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.out.Addressing;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.hl7.out.BillingDestination.Kind;
import org.chartproof.hl7.table.Charsets;

/** Reads {@code hl7.destinations}: the billing systems that finished coding is told to, each under the name that the operator gave it. */
final class DestinationSettings {

    private static final String DESTINATIONS = "hl7.destinations";
    private static final Set<String> PROCESSING_IDS = Set.of("P", "T", "D");

    private final SettingReader reader;
    private final NamedGroup group;

    private DestinationSettings(NamedGroup group) {
        this.reader = group.reader();
        this.group = group;
    }

    static List<BillingDestination> read(SettingReader reader) {
        return NamedGroup.all(
                reader, DESTINATIONS, "destination", (group, name) -> new DestinationSettings(group).destination(name));
    }

    private BillingDestination destination(String name) {
        Duration backoff = group.positive("backoff", Duration.ofSeconds(2));
        Duration longest = group.positive("longest-backoff", Duration.ofMinutes(5));
        if (longest.compareTo(backoff) < 0) {
            throw group.wrong("longest-backoff", "a duration no shorter than backoff");
        }
        return new BillingDestination(
                name,
                new Destination(
                        required("host", "the name or address of the receiver"),
                        group.port(1, "the port on which the receiver listens"),
                        tls(),
                        group.positive("connect-timeout", Duration.ofSeconds(10)),
                        group.positive("ack-timeout", Duration.ofSeconds(30))),
                addressing(),
                kinds(),
                reader.flag(key("auto-final"), false),
                Set.copyOf(reader.list(key("encounter-classes"))),
                backoff,
                longest,
                reader.integer(key("max-tries"), 50, 1, 100_000));
    }

    private String key(String name) {
        return group.key(name);
    }

    private String required(String name, String expected) {
        Optional<String> text = reader.text(key(name));
        if (text.isEmpty() && group.isGiven()) {
            throw group.wrong(name, expected);
        }
        return text.orElse("localhost");
    }

    private Optional<ClientTls> tls() {
        Optional<Path> authorities = group.file("tls.authorities");
        Optional<Path> certificate = group.file("tls.certificate");
        Optional<Path> privateKey = group.file("tls.key");
        boolean enabled = reader.flag(key("tls.enabled"), false);
        if (!enabled && authorities.isEmpty() && certificate.isEmpty() && privateKey.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isPresent() != privateKey.isPresent()) {
            String missing = certificate.isEmpty() ? "tls.certificate" : "tls.key";
            throw group.wrong(missing, "a PEM file: a client certificate needs both tls.certificate and tls.key");
        }
        return Optional.of(new ClientTls(
                authorities,
                certificate.map(chain -> new ClientTls.ClientCertificate(chain, privateKey.orElseThrow()))));
    }

    private Addressing addressing() {
        String processingId = reader.text(key("processing-id"), "P").strip();
        if (!PROCESSING_IDS.contains(processingId)) {
            throw group.wrong("processing-id", "one of P, T and D");
        }
        String version = reader.text(key("version"), "2.6").strip();
        if (!version.matches("2\\.[3-9](\\.\\d)?")) {
            throw group.wrong("version", "a version such as 2.5.1 or 2.6");
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
                default -> throw group.wrong("messages", "bar, dft or both, parted by a comma");
            }
        }
        return kinds;
    }
}
