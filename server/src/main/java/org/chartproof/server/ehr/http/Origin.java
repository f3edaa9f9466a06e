package org.chartproof.server.ehr.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Scheme, host and port of a URL: what a token belongs to.
 *
 * @param scheme lower case
 * @param host   lower case
 * @param port   as given, or that of the scheme
 */
public record Origin(String scheme, String host, int port) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException if the URL is not one of http or https with a host */
    public static Origin of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")
                || url.getHost() == null
                || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an http(s) URL with a host");
        }
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Whether nobody between can read along: TLS, or this very machine. */
    public boolean isConfidential() {
        return scheme.equals("https") || LOOPBACK.contains(host);
    }
}
