package org.chartproof.server.ehr.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.auth.TokenEndpoint.Grant;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.http.Wire;

/** The token of one EHR: asked for when it is needed, kept until shortly before its end, dropped when the EHR no longer takes it. */
public final class AccessTokens {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Optional<TokenEndpoint> endpoint;
    private final InstantSource clock;
    private Optional<Kept> kept = Optional.empty();

    private record Kept(String value, Instant until) {}

    /** @throws org.chartproof.server.config.ConfigurationException if the key can't be used */
    public AccessTokens(EhrSource source, Wire wire, InstantSource clock) {
        this.endpoint = source.client().map(client -> new TokenEndpoint(source, client, wire, clock));
        this.clock = clock;
    }

    /**
     * A token that is good at this moment; empty where the EHR asks for none.
     *
     * @throws EhrUnavailable if the EHR gives out none
     */
    public synchronized Optional<String> current() {
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Kept> good = kept.filter(one -> now.isBefore(one.until()));
        if (good.isEmpty()) {
            Grant grant = endpoint.get().ask();
            // Of a short-lived one a tenth: else it would never be used twice.
            Duration margin = grant.term().dividedBy(10).compareTo(MARGIN) < 0
                    ? grant.term().dividedBy(10)
                    : MARGIN;
            good = Optional.of(new Kept(grant.value(), now.plus(grant.term()).minus(margin)));
            kept = good;
        }
        return good.map(Kept::value);
    }

    /** Forgets a token that was not taken, unless another thread has a new one already. */
    public synchronized void refused(String token) {
        kept = kept.filter(one -> !one.value().equals(token));
    }
}
