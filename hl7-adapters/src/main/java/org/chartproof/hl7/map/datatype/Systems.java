package org.chartproof.hl7.map.datatype;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.chartproof.hl7.table.TableFile;

/**
 * URIs of those who give out identifiers (HD: namespace, universal id, type of it). First of these wins: an OID or a UUID as {@code urn:oid:} or {@code urn:uuid:}, a URI as it is, the
 * namespace as the feed's settings have it, a well-known namespace, else {@code urn:chartproof:hl7v2:NAMESPACE} in lower case. That last one knows no feed: two feeds that
 * name the same authority mean the same identifiers.
 */
public final class Systems {

    /** Before what has no URI of its own. */
    public static final String OWN = "urn:chartproof:hl7v2:";

    private static final String FILE = "/org/chartproof/hl7/systems.tsv";
    private static final Map<String, String> KNOWN = load();
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");

    private final Map<String, String> configured;
    private final String fallback;

    /**
     * @param configured URIs by namespace, of the feed's settings
     * @param header MSH: who sends without naming an authority means its own facility (MSH-4), else its application (MSH-3)
     */
    public Systems(Map<String, String> configured, Segment header) {
        this.configured = configured;
        this.fallback = authority(header.field(4).first())
                .or(() -> authority(header.field(3).first()))
                .orElse(OWN + "unnamed");
    }

    /** The system of identifiers that name no authority. */
    public String fallback() {
        return fallback;
    }

    /** @param authority an HD; empty if it names nobody */
    public Optional<String> authority(Repetition authority) {
        Optional<String> namespace = authority.component(1).asText();
        Optional<String> universal = authority.component(2).asText();
        return universal
                .flatMap(id -> universal(id, authority.component(3)))
                .or(() -> namespace.flatMap(this::named))
                .or(() -> universal.flatMap(this::named))
                .or(() -> namespace.or(() -> universal).map(Systems::own));
    }

    /** The system of an identifier type that has one authority alone (HL7 table 0203): a social security number, an NPI. */
    public static Optional<String> ofType(String type) {
        return Optional.ofNullable(KNOWN.get("type " + type.toUpperCase(Locale.ROOT)));
    }

    /** A URI from a name that has none. */
    public static String own(String name) {
        StringBuilder uri = new StringBuilder(OWN);
        name.strip().toLowerCase(Locale.ROOT).codePoints().forEach(one -> {
            if (one < 0x80 && (Character.isLetterOrDigit(one) || one == '.' || one == '-' || one == '_')) {
                uri.appendCodePoint(one);
            } else if (one == ' ') {
                uri.append('-');
            } else {
                for (byte octet : Character.toString(one).getBytes(StandardCharsets.UTF_8)) {
                    uri.append(String.format(Locale.ROOT, "%%%02x", octet));
                }
            }
        });
        return uri.toString();
    }

    private static Optional<String> universal(String id, Value type) {
        if (OID.matcher(id).matches()) {
            String known = KNOWN.get("oid " + id);
            return Optional.of(known != null ? known : "urn:oid:" + id);
        }
        return switch (type.orElse("").toUpperCase(Locale.ROOT)) {
            case "URI", "URL" -> Optional.of(id);
            case "UUID", "GUID" -> uuid(id);
            default -> uuid(id).or(() -> id.matches("(?i)https?://.+|urn:.+") ? Optional.of(id) : Optional.empty());
        };
    }

    private static Optional<String> uuid(String id) {
        try {
            return id.length() == 36
                    ? Optional.of("urn:uuid:" + UUID.fromString(id).toString())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // No UUID: the caller looks on.
            return Optional.empty();
        }
    }

    private Optional<String> named(String name) {
        return Optional.ofNullable(configured.get(name))
                .or(() -> Optional.ofNullable(KNOWN.get("namespace " + name.toUpperCase(Locale.ROOT))));
    }

    private static Map<String, String> load() {
        Map<String, String> known = new HashMap<>();
        for (TableFile.Row row : TableFile.read(FILE, 3)) {
            if (!row.cell(0).matches("oid|namespace|type")) {
                throw row.error("'" + row.cell(0) + "' is none of oid, namespace, type");
            }
            known.put(row.cell(0) + " " + row.cell(1), row.cell(2));
        }
        return Map.copyOf(known);
    }
}
