package org.chartproof.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * So many requests a second by one address and by one caller (its token), and so many failed sign-ins a minute by one address; more is answered with 429 and when to come back. Counted on each node by
 * itself.
 */
final class RateLimit extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY = 429;
    private static final int MOST_KNOWN = 100_000;
    private static final double SECONDS = 60;
    private static final String HEALTH = "/health/";
    private static final String SIGN_IN = "/auth/";

    private final int perSecond;
    private final int failuresPerMinute;
    private final transient Cache<String, Allowance> requests = known();
    private final transient Cache<String, Allowance> signIns = known();

    /**
     * @param perSecond         requests of one address, and of one token; twice as many at once; 0 counts nothing
     * @param failuresPerMinute failed sign-ins of one address; 0 counts nothing
     */
    RateLimit(int perSecond, int failuresPerMinute) {
        this.perSecond = perSecond;
        this.failuresPerMinute = failuresPerMinute;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().startsWith(HEALTH)) {
            chain.doFilter(request, response);
            return;
        }
        if (perSecond > 0) {
            for (String who : callers(request)) {
                Allowance allowance =
                        requests.get(who, key -> new Allowance(perSecond, 2.0 * perSecond, System.nanoTime()));
                if (!allowance.take(System.nanoTime())) {
                    refuse(request, response, allowance);
                    return;
                }
            }
        }
        if (failuresPerMinute > 0 && isSignIn(request)) {
            signIn(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Allowance failures = signIns.get(
                address(request),
                key -> new Allowance(failuresPerMinute / SECONDS, failuresPerMinute, System.nanoTime()));
        if (!failures.isLeft(System.nanoTime())) {
            refuse(request, response, failures);
            return;
        }
        chain.doFilter(request, response);
        if (isFailure(response)) {
            failures.take(System.nanoTime());
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getRequestURI().startsWith(SIGN_IN)
                && request.getMethod().equals("POST");
    }

    private static boolean isFailure(HttpServletResponse response) {
        String location = response.getHeader("Location");
        return response.getStatus() >= 400 || (location != null && location.contains("error"));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Allowance allowance)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(allowance.secondsToWait()));
        new Refusal(TOO_MANY, "throttled", "Too many requests; come back after the seconds in Retry-After")
                .answer(request, response);
    }

    private static List<String> callers(HttpServletRequest request) {
        String token = request.getHeader("Authorization");
        return token == null ? List.of(address(request)) : List.of(address(request), digest(token));
    }

    /** Where a request comes from. One subscriber has a whole network of IPv6 addresses, which counts as one. */
    private static String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String[] parts = address.split(":");
        return parts.length < 8 ? address : String.join(":", List.of(parts).subList(0, 4));
    }

    /** So that no token lies in memory longer than its request. */
    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Cache<String, Allowance> known() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }
}
