package org.chartproof.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartproof.hl7.feed.AckMode;
import org.chartproof.hl7.feed.AckTiming;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.FeedTls;
import org.chartproof.hl7.feed.UnknownEvents;
import org.chartproof.server.config.ChartproofConfig.Administrators;
import org.chartproof.server.config.ChartproofConfig.Hl7;

/** Reads the part {@code hl7:} of the configuration: what all feeds share, and each feed under the name that the operator gave it. */
final class FeedSettings {

    private static final String FEEDS = "hl7.feeds";
    private static final Pattern LITERAL_ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Set<String> PROCESSING_IDS = Set.of("P", "T", "D");
    private static final int LONGEST_MESSAGE = 1024 * 1024 * 1024;

    private final SettingReader reader;
    private final NamedGroup group;

    private FeedSettings(NamedGroup group) {
        this.reader = group.reader();
        this.group = group;
    }

    static Hl7 read(SettingReader reader) {
        Map<Integer, String> ports = new HashMap<>();
        List<Feed> feeds = NamedGroup.all(reader, FEEDS, "feed", (group, name) -> {
            Feed feed = new FeedSettings(group).feed(name);
            String other = feed.port() == 0 ? null : ports.put(feed.port(), name);
            if (other != null) {
                throw group.wrong("port", "a port of its own; the feed '" + other + "' has this one");
            }
            return feed;
        });
        return new Hl7(
                feeds,
                reader.integer("hl7.workers", 2, 1, 64),
                reader.integer("hl7.max-tries", 8, 1, 100),
                reader.duration("hl7.backoff", Duration.ofSeconds(2)),
                reader.duration("hl7.lease", Duration.ofMinutes(1)),
                reader.duration("hl7.retention", Duration.ofDays(90)),
                reader.choice("hl7.administrators", Administrators.LOOPBACK, Administrators.class),
                DestinationSettings.read(reader));
    }

    private Feed feed(String name) {
        Feed standard = Feed.named(name, 0);
        return new Feed(
                name,
                reader.parsed(key("bind"), standard.bind(), "an address of this machine", FeedSettings::address),
                group.port(0, "the port on which the feed listens"),
                tls(),
                allow(),
                Set.copyOf(reader.list(key("sending-applications"))),
                Set.copyOf(reader.list(key("sending-facilities"))),
                charset(),
                reader.parsed(key("zone"), standard.zone(), "a time zone such as America/Chicago", ZoneId::of),
                reader.choice(key("ack-mode"), standard.ackMode(), AckMode.class),
                reader.choice(key("ack-after"), standard.ackTiming(), AckTiming.class),
                reader.choice(key("unknown-events"), standard.unknownEvents(), UnknownEvents.class),
                processingIds(standard.processingIds()),
                maxMessageBytes(standard.maxMessageBytes()),
                group.positive("frame-deadline", standard.frameDeadline()),
                reader.integer(key("max-connections"), standard.maxConnections(), 1, 1000),
                group.positive("processed-deadline", standard.processedDeadline()),
                reader.duration(key("silent-after")).filter(duration -> !duration.isZero()),
                systems());
    }

    private String key(String name) {
        return group.key(name);
    }

    private Optional<FeedTls> tls() {
        Optional<Path> certificate = group.file("tls.certificate");
        Optional<Path> privateKey = group.file("tls.key");
        Optional<Path> clientAuthorities = group.file("tls.client-authorities");
        if (certificate.isEmpty() && privateKey.isEmpty() && clientAuthorities.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || privateKey.isEmpty()) {
            String missing = certificate.isEmpty() ? "tls.certificate" : "tls.key";
            throw group.wrong(missing, "a PEM file: TLS needs both tls.certificate and tls.key");
        }
        return Optional.of(new FeedTls(certificate.get(), privateKey.get(), clientAuthorities));
    }

    private List<String> allow() {
        List<String> ranges = reader.list(key("allow"));
        if (!ranges.stream().allMatch(FeedSettings::isRange)) {
            throw group.wrong("allow", "addresses or ranges parted by commas, such as 10.1.0.0/16, 192.0.2.7");
        }
        return ranges;
    }

    private static boolean isRange(String range) {
        int slash = range.indexOf('/');
        String address = slash < 0 ? range : range.substring(0, slash);
        if (!LITERAL_ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            int bits = InetAddress.getByName(address).getAddress().length * 8;
            return slash < 0 || Integer.parseInt(range.substring(slash + 1)) <= bits;
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }

    private static String address(String text) {
        try {
            return InetAddress.getByName(text).isMulticastAddress() ? refuse() : text;
        } catch (UnknownHostException e) {
            return refuse();
        }
    }

    private static String refuse() {
        throw new IllegalArgumentException("no address");
    }

    private Optional<Charset> charset() {
        return reader.parsed(
                key("charset"),
                Optional.empty(),
                "a character set such as ISO-8859-1",
                text -> Optional.of(Charset.forName(text)));
    }

    private Set<String> processingIds(Set<String> standard) {
        Set<String> ids = new LinkedHashSet<>(reader.list(key("processing-ids")));
        if (!PROCESSING_IDS.containsAll(ids)) {
            throw group.wrong("processing-ids", "some of P, T and D, parted by commas");
        }
        return ids.isEmpty() ? standard : ids;
    }

    private int maxMessageBytes(int standard) {
        long bytes = reader.bytes(key("max-message-bytes"), standard);
        if (bytes < 1024 || bytes > LONGEST_MESSAGE) {
            throw group.wrong("max-message-bytes", "a size from 1KB to 1GB");
        }
        return (int) bytes;
    }

    private Map<String, String> systems() {
        Map<String, String> systems = reader.map(key("systems"));
        systems.forEach((authority, uri) -> {
            if (!uri.contains(":") || uri.contains(" ")) {
                throw reader.wrong(
                        key("systems." + authority), "a URI such as https://example.org/mrn or urn:oid:1.2.3");
            }
        });
        return systems;
    }
}
