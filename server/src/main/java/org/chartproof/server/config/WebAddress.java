package org.chartproof.server.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** URLs that an operator gives. */
final class WebAddress {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebAddress() {}

    /**
     * A URL of the web without a slash at its end.
     *
     * @throws IllegalArgumentException if it is none, or has a query or a fragment
     */
    static URI withoutSlash(String text) {
        URI url = URI.create(text.strip().replaceFirst("/+$", ""));
        if (!isWeb(url) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("no URL of the web");
        }
        return url;
    }

    /**
     * Scheme, host and port of a server.
     *
     * @throws IllegalArgumentException if it is none, or has more
     */
    static URI server(String text) {
        URI url = withoutSlash(text);
        if (!url.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("more than a server");
        }
        return url;
    }

    /** Scheme, host and port of a URL of the web, as a browser writes them. */
    static String origin(URI url) {
        return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    /**
     * A URL whose answers can be trusted: by https, or from this machine.
     *
     * @throws IllegalArgumentException if they can't
     */
    static URI trusted(String text) {
        URI url = URI.create(text.strip());
        boolean here = isWeb(url) && THIS_MACHINE.contains(url.getHost().toLowerCase(Locale.ROOT));
        if (!isWeb(url) || !here && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException("not https");
        }
        return url;
    }

    private static boolean isWeb(URI url) {
        return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null;
    }
}
