package org.chartproof.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from this machine: from its address, through no proxy, and by a name of its own. */
public final class LocalRequest {

    /** Names by which a browser on this machine asks for it: a page from elsewhere that resolves its own name to this machine is not among them. */
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    private LocalRequest() {}

    /** Whether a request comes from this machine. */
    public static boolean is(HttpServletRequest request) {
        boolean forwarded = FORWARDED.stream().anyMatch(header -> request.getHeader(header) != null);
        return isLoopback(request.getRemoteAddr()) && !forwarded && isLocalName(request.getHeader("Host"));
    }

    private static boolean isLocalName(@Nullable String host) {
        return host != null && NAMES.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
