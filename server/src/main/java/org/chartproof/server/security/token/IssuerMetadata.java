package org.chartproof.server.security.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an issuer says of itself (OpenID Connect Discovery): where its keys, its sign-in and its tokens are. */
public final class IssuerMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerMetadata.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private final URI issuer;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private @Nullable JsonNode known;
    private Instant asked = Instant.MIN;

    public IssuerMetadata(URI issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * @param name such as {@code jwks_uri}
     * @return the address; empty if the issuer names none, or can't be reached at the moment
     */
    public Optional<URI> address(String name) {
        return document()
                .map(document -> document.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .map(URI::create);
    }

    private synchronized Optional<JsonNode> document() {
        Instant now = clock.instant();
        if (known == null && asked.plus(PAUSE).isBefore(now)) {
            asked = now;
            ask();
        }
        return Optional.ofNullable(known);
    }

    private void ask() {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(issuer.toString().replaceFirst("/$", "") + DOCUMENT))
                            .timeout(TIMEOUT)
                            .build(),
                    BodyHandlers.ofByteArray());
            JsonNode document = JSON.readTree(answer.body());
            // Else one issuer could lead us to the keys of another.
            if (answer.statusCode() == 200 && document.path("issuer").asText().equals(issuer.toString())) {
                known = document;
            } else {
                LOG.warn("{} does not describe itself under {} (HTTP {})", issuer, DOCUMENT, answer.statusCode());
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} can't be asked for {}: {}",
                    issuer,
                    DOCUMENT,
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
