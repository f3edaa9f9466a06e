package org.chartproof.server.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where no EHR is configured: whoever sits at this machine may ask, and nobody else. */
final class ThisMachine implements CallerCheck {

    /** A page from elsewhere that resolves its own name to this machine is not among them. */
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    @Override
    public String caller(HttpServletRequest request, String endpoint) {
        String host = Optional.ofNullable(request.getHeader("Host"))
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(":\\d+$", "");
        boolean forwarded = FORWARDED.stream().anyMatch(header -> request.getHeader(header) != null);
        if (forwarded || !LOCAL_NAMES.contains(host) || !isLoopback(request.getRemoteAddr())) {
            throw new HookRefused(
                    HookRefused.UNAUTHORIZED,
                    "No EHR is configured (cds-hooks.clients), so only this machine may ask.");
        }
        return "";
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
