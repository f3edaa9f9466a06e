package org.chartproof.server.authserver.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.config.EhrSource.Connection;
import org.chartproof.server.ehr.http.Origin;
import org.chartproof.server.ehr.http.Wire;

/**
 * Reads from an EHR while a person waits: from the origins that the configuration names and no others, wherever the EHR itself may point. Follows no redirect, tries once, and is apart from the connections by which
 * documents come, so that nobody who signs in can hold those up.
 */
final class EhrReads implements ResourceRetriever, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FHIR = "application/fhir+json, application/json";

    private final Set<Origin> origins;
    private final Wire wire;
    private final Semaphore free;

    /** @param source one that people open the page from */
    EhrReads(EhrSource source) {
        this.origins = source.launchOrigins().stream()
                .map(origin -> Origin.of(URI.create(origin)))
                .collect(Collectors.toUnmodifiableSet());
        Connection given = source.connection();
        this.free = new Semaphore(given.most());
        this.wire = new Wire(new Connection(
                given.most(),
                shorter(given.connectTimeout()),
                shorter(given.timeout()),
                given.authorities(),
                1,
                given.backoff(),
                given.longestBackoff()));
    }

    private static Duration shorter(Duration time) {
        return time.compareTo(PATIENCE) < 0 ? time : PATIENCE;
    }

    /**
     * What was answered.
     *
     * @param body JSON; without any part if it is none
     */
    record Answer(int status, JsonNode body) {}

    /**
     * Reads a document that is for everybody.
     *
     * @throws IOException if there is no answer, or it lies elsewhere
     */
    Answer read(URI url) throws IOException {
        return read(HttpRequest.newBuilder(url).header("Accept", "application/json"), url);
    }

    /**
     * Reads a resource with a person's access token.
     *
     * @throws IOException if there is no answer, or it lies elsewhere
     */
    Answer read(URI url, String token) throws IOException {
        return read(HttpRequest.newBuilder(url).header("Accept", FHIR).header("Authorization", "Bearer " + token), url);
    }

    private Answer read(HttpRequest.Builder request, URI url) throws IOException {
        if (!isOwn(url)) {
            throw new IOException("an origin that is not the EHR's own");
        }
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("too many ask at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try (Wire.Answer answer = wire.open(request)) {
            return new Answer(answer.status(), json(answer.bytes(LONGEST_ANSWER)));
        } finally {
            free.release();
        }
    }

    /** Whether it is of an origin that is asked. */
    boolean isOwn(URI url) {
        try {
            return origins.contains(Origin.of(url));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        Answer answer = read(URI.create(url.toString()));
        if (answer.status() != 200) {
            throw new IOException("HTTP " + answer.status());
        }
        return new Resource(answer.body().toString(), "application/json;charset=" + StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return Optional.ofNullable(JSON.readTree(body)).orElseGet(MissingNode::getInstance);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
