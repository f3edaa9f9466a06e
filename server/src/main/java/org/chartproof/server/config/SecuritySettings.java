package org.chartproof.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ChartproofConfig.Access;

/** Reads who lets people and programs in. */
final class SecuritySettings {

    /** Signatures by a private key; with a shared secret, or none, whoever can check a token could make one. */
    private static final List<String> SIGNATURES =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private SecuritySettings() {}

    static ChartproofConfig.Security read(SettingReader reader) {
        List<String> algorithms = reader.list("security.algorithms");
        if (!SIGNATURES.containsAll(algorithms)) {
            throw reader.wrong("security.algorithms", "some of " + String.join(", ", SIGNATURES));
        }
        ChartproofConfig.Security security = new ChartproofConfig.Security(
                reader.choice("security.access", Access.EMBEDDED, Access.class),
                address(reader, "security.issuer"),
                address(reader, "security.jwks"),
                reader.text("security.audience").map(String::strip),
                reader.text("security.roles-claim", "chartproof_roles"),
                reader.duration("security.clock-skew", Duration.ofMinutes(1)),
                algorithms.isEmpty() ? SIGNATURES : algorithms);
        if (security.access() == Access.ISSUER && security.issuer().isEmpty()) {
            throw new ConfigurationException(reader.origin("security.access")
                    + ": 'security.access' is 'issuer', which needs 'security.issuer', the address of that server");
        }
        String bind = reader.text("server.bind", "127.0.0.1");
        if (security.access() == Access.OPEN && !isLoopback(bind)) {
            throw new ConfigurationException(reader.origin("security.access")
                    + ": 'security.access' is 'open', which lets everybody do everything, and 'server.bind' is '" + bind
                    + "', which others than this machine can reach; bind to 127.0.0.1, or let people sign in");
        }
        return security;
    }

    private static Optional<URI> address(SettingReader reader, String key) {
        if (reader.text(key).isEmpty()) {
            return Optional.empty();
        }
        URI address = reader.parsed(key, URI.create(""), "an address such as https://login.example.org", URI::create);
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        // Keys that were changed on the way would let in whoever changed them.
        boolean safe = "https".equals(address.getScheme()) || LOCAL.contains(String.valueOf(address.getHost()));
        if (!web || !safe || address.getHost() == null) {
            throw reader.wrong(key, "an https address, or one of this machine");
        }
        return Optional.of(address);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
