package org.chartproof.server.authserver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.chartproof.server.config.EhrSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signs an EHR's id tokens, and where the keys are: as its {@code smart-configuration} says, and where that says not, as the issuer itself does (OpenID Connect Discovery). Kept once it is known.
 */
final class EhrMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(EhrMetadata.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final String SMART = "/.well-known/smart-configuration";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final EhrSource source;
    private final Optional<String> configured;
    private final EhrReads reads;
    private final InstantSource clock;
    private Optional<Known> known = Optional.empty();
    private Instant asked = Instant.MIN;

    /** @param keys on an origin of the EHR's own */
    private record Known(String issuer, URI keys) {}

    /** @param configured issuer; empty: the EHR names it */
    EhrMetadata(EhrSource source, Optional<String> configured, EhrReads reads, InstantSource clock) {
        this.source = source;
        this.configured = configured;
        this.reads = reads;
        this.clock = clock;
    }

    /** As its id tokens name it; empty if that can't be had at the moment. */
    Optional<String> issuer() {
        return known().map(Known::issuer);
    }

    /** Where its keys are; empty if that can't be had at the moment. */
    Optional<URI> keys() {
        return known().map(Known::keys);
    }

    private synchronized Optional<Known> known() {
        Instant now = clock.instant();
        if (known.isEmpty() && asked.plus(PAUSE).isBefore(now)) {
            asked = now;
            try {
                known = ask();
            } catch (IOException e) {
                LOG.warn(
                        "The EHR {} does not say who signs its id tokens: {}",
                        source.name(),
                        e.getClass().getSimpleName());
            }
        }
        return known;
    }

    private Optional<Known> ask() throws IOException {
        JsonNode smart = document(URI.create(source.base() + SMART));
        Optional<String> issuer =
                configured.or(() -> Optional.of(smart.path("issuer").asText()).filter(text -> !text.isBlank()));
        if (issuer.isEmpty()) {
            LOG.warn("The EHR {} names no issuer in its smart-configuration: set launch.issuer", source.name());
            return Optional.empty();
        }
        // Of another issuer than the one that is meant, they would be the wrong ones.
        boolean same = smart.path("issuer").asText().equals(issuer.get());
        String keys = same ? smart.path("jwks_uri").asText() : "";
        if (keys.isEmpty()) {
            keys = keysOf(issuer.get());
        }
        try {
            URI at = URI.create(keys);
            if (reads.isOwn(at)) {
                return Optional.of(new Known(issuer.get(), at));
            }
        } catch (IllegalArgumentException e) {
            // told below, as all that is no such address
        }
        LOG.warn(
                "The EHR {} names no keys, or keys at an origin that is not its own: see launch.origins",
                source.name());
        return Optional.empty();
    }

    private String keysOf(String issuer) throws IOException {
        URI at;
        try {
            at = URI.create(issuer.replaceFirst("/$", "") + OPENID);
        } catch (IllegalArgumentException e) {
            return "";
        }
        if (!reads.isOwn(at)) {
            return "";
        }
        JsonNode document = document(at);
        return document.path("issuer").asText().equals(issuer)
                ? document.path("jwks_uri").asText()
                : "";
    }

    private JsonNode document(URI at) throws IOException {
        EhrReads.Answer answer = reads.read(at);
        if (answer.status() != 200) {
            LOG.warn("The EHR {} answered HTTP {} for what it says of itself", source.name(), answer.status());
            throw new IOException("no such document");
        }
        return answer.body();
    }
}
