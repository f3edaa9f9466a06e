package org.chartproof.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers only to names that are its own. A page elsewhere can give its own name the address of this machine (DNS rebinding); the browser then takes our answers for that page's, and the name in the
 * Host header is all that tells. A made-up name could also end in links that we write.
 */
final class OwnNames extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Asked by what watches the server, which calls it by an address that nobody configured. */
    private static final String HEALTH = "/health/";

    private final Set<String> names;
    private final boolean anyName;

    /**
     * @param hosts    names by which the server is called
     * @param loopback whether it listens on this machine alone
     */
    OwnNames(List<String> hosts, boolean loopback) {
        this.names = new HashSet<>(LOCAL);
        hosts.forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
        this.anyName = hosts.isEmpty() && !loopback;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (anyName || request.getRequestURI().startsWith(HEALTH) || names.contains(name(request.getHeader("Host")))) {
            chain.doFilter(request, response);
        } else {
            new Refusal(421, "security", "This server isn't called by that name; its names are in server.hosts")
                    .answer(request, response);
        }
    }

    private static String name(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    }
}
