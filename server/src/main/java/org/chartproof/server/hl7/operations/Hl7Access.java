package org.chartproof.server.hl7.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ChartproofConfig.Administrators;
import org.jspecify.annotations.Nullable;

/**
 * Who may look at messages and act on them: the one place that decides. Until people sign in that is whoever sits at this machine, or whoever something before the server has let through.
 */
public final class Hl7Access {

    /** Names by which a browser on this machine asks for it: a page from elsewhere that resolves its own name to this machine is not among them. */
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    private final Administrators administrators;

    public Hl7Access(Administrators administrators) {
        this.administrators = administrators;
    }

    /**
     * Who sends a request.
     *
     * @param name under which what they do is kept
     */
    public record Administrator(String name) {}

    /** The administrator who sends a request; empty if it is none. */
    public Optional<Administrator> administrator(HttpServletRequest request) {
        if (administrators == Administrators.NETWORK) {
            return Optional.of(new Administrator("administrator at " + request.getRemoteAddr()));
        }
        boolean forwarded = FORWARDED.stream().anyMatch(header -> request.getHeader(header) != null);
        return isLoopback(request.getRemoteAddr()) && !forwarded && isLocalName(request.getHeader("Host"))
                ? Optional.of(new Administrator("administrator at this machine"))
                : Optional.empty();
    }

    private static boolean isLocalName(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return LOCAL_NAMES.contains(name);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
