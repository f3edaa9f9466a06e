package org.chartproof.server.security.discovery;

import java.util.Map;
import java.util.Optional;

/**
 * Where an authorization server is asked for what.
 *
 * @param issuer as its tokens name it
 * @param all    by the names of OAuth 2 (RFC 8414), such as {@code token_endpoint}; those that it does not say are absent
 */
public record Endpoints(String issuer, Map<String, String> all) {

    public Endpoints {
        all = Map.copyOf(all);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(all.get(name));
    }
}
