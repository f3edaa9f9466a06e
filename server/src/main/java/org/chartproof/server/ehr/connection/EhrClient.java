package org.chartproof.server.ehr.connection;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.auth.AccessTokens;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.http.Origin;
import org.chartproof.server.ehr.http.Wire;
import org.chartproof.server.polling.Backoff;

/**
 * Speaks to one EHR. A request is tried several times, with waits that grow and are shuffled so that many don't come back at one moment; what the EHR says about when to come back is heeded by all
 * threads. The token goes to the EHR's own origin alone. Safe for any number of threads.
 */
public final class EhrClient implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;

    /** A longer wait is left to the caller, who has other things to do meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration STANDARD_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final EhrSource source;
    private final Origin home;
    private final Wire wire;
    private final AccessTokens tokens;
    private final SourceHealth health;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Backoff backoff;
    private final Semaphore free;

    EhrClient(
            EhrSource source,
            Wire wire,
            AccessTokens tokens,
            SourceHealth health,
            MeterRegistry metrics,
            InstantSource clock) {
        this.source = source;
        this.home = Origin.of(source.base());
        this.wire = wire;
        this.tokens = tokens;
        this.health = health;
        this.metrics = metrics;
        this.clock = clock;
        this.backoff =
                new Backoff(source.connection().backoff(), source.connection().longestBackoff());
        this.free = new Semaphore(source.connection().most());
    }

    /** What reads an answer as it comes. */
    public interface StreamReader {
        /** @throws IOException if it breaks off */
        void read(InputStream body) throws IOException;
    }

    private interface BodyReader {
        byte[] read(Wire.Answer answer) throws IOException;
    }

    /**
     * Asks, and holds the answer in memory.
     *
     * @throws EhrUnavailable if there was no answer, after as many tries as are set
     */
    public Reply send(EhrRequest request) {
        return tried(request, answer -> answer.bytes(request.limit()), true);
    }

    /**
     * Asks, and hands a successful answer over as it comes, once: one that breaks off is not asked for again. The body of the reply is empty.
     *
     * @throws EhrUnavailable if there was no answer, or it broke off
     */
    public Reply stream(EhrRequest request, StreamReader reader) {
        return tried(
                request,
                answer -> {
                    reader.read(answer.body());
                    return new byte[0];
                },
                false);
    }

    /** Whether a URL is one of the EHR's own, to which the token goes. */
    public boolean isHome(URI url) {
        try {
            return Origin.of(url).equals(home);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Reply tried(EhrRequest request, BodyReader reader, boolean readAgain) {
        for (int attempt = 1; true; attempt++) {
            try {
                health.permit();
                return once(request, reader, readAgain);
            } catch (EhrUnavailable e) {
                Duration wait = wait(e, attempt);
                boolean again = attempt < source.connection().tries()
                        && !e.isUnsure()
                        && wait.compareTo(LONGEST_WAIT) <= 0
                        && !wire.isClosed();
                if (!again) {
                    throw e;
                }
                wire.pause(wait);
            }
        }
    }

    /** Between half and all of what the waits have grown to, and never before the EHR wants to be asked again. */
    private Duration wait(EhrUnavailable failure, int attempt) {
        long most = backoff.after(attempt).toMillis();
        Duration shuffled = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        return failure.retryAfter().map(shuffled::plus).orElse(shuffled);
    }

    private Reply once(EhrRequest request, BodyReader reader, boolean readAgain) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EhrUnavailable.all("stopped", "This server is being stopped");
        }
        try {
            Reply reply = exchange(request, reader, readAgain);
            count(reply instanceof Reply.Refused refused ? refused.code() : "answered");
            return reply;
        } catch (EhrUnavailable e) {
            count(e.code());
            if (e.concernsAll() && !wire.isClosed()) {
                e.retryAfter().ifPresentOrElse(health::pause, () -> health.failed(e));
            }
            throw e;
        } finally {
            free.release();
        }
    }

    private Reply exchange(EhrRequest request, BodyReader reader, boolean readAgain) {
        URI url;
        try {
            url = URI.create(
                    request.address().contains("://") ? request.address() : source.base() + "/" + request.address());
        } catch (IllegalArgumentException e) {
            return new Reply.Refused(0, "no-url", "It is no URL.");
        }
        boolean renewed = false;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; ) {
            boolean atHome = isHome(url);
            if (!atHome && !isAllowed(request, url)) {
                return new Reply.Refused(
                        0, "foreign-host", "It lies on a host that is not the EHR's own: see content-hosts.");
            }
            Optional<String> token = atHome ? tokens.current() : Optional.empty();
            Instant askedAt = clock.instant();
            boolean read = false;
            try (Wire.Answer answer = wire.open(built(request, url, token))) {
                int status = answer.status();
                if (status / 100 == 2) {
                    read = true;
                    byte[] body = reader.read(answer);
                    health.answered();
                    return new Reply.Done(status, answer.head().headers(), body, askedAt);
                }
                if (status == 401 && token.isPresent() && !renewed) {
                    renewed = true;
                    tokens.refused(token.get());
                } else if (REDIRECTS.contains(status) && request.method().equals("GET")) {
                    redirects++;
                    url = url.resolve(answer.header("Location").orElse(""));
                } else {
                    return other(request, status, answer);
                }
            } catch (Wire.TooLong e) {
                return new Reply.Refused(200, "too-large", "It is larger than is taken: see max-content-bytes.");
            } catch (IllegalArgumentException e) {
                return new Reply.Refused(0, "no-url", "It was sent on to something that is no URL.");
            } catch (IOException e) {
                // A reader that has begun is not given the beginning once more.
                throw read && !readAgain
                        ? EhrUnavailable.here("broken-off", "Its answer broke off")
                                .whileUnsure()
                        : lost(request, e);
            }
        }
        return new Reply.Refused(0, "redirects", "It was sent on too often.");
    }

    private boolean isAllowed(EhrRequest request, URI url) {
        try {
            Origin origin = Origin.of(url);
            return request.content()
                    && origin.isConfidential()
                    && source.content().hosts().contains(origin.host());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static HttpRequest.Builder built(EhrRequest request, URI url, Optional<String> token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url);
        request.headers().forEach(builder::header);
        token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
        return builder.method(
                request.method(), request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    }

    private Reply other(EhrRequest request, int status, Wire.Answer answer) {
        switch (status) {
            case 404, 410 -> {
                health.answered();
                return new Reply.Absent(status == 410);
            }
            case 401 -> throw EhrUnavailable.all("sign-in-refused", "It answered HTTP 401 to a new token");
            case 403 -> {
                health.answered();
                return new Reply.Refused(status, "not-allowed", "The EHR answered HTTP 403.");
            }
            case 429 -> throw EhrUnavailable.until("busy", "It answered HTTP 429", retryAfter(answer));
            case 503 ->
                throw answer.header("Retry-After").isPresent()
                        ? EhrUnavailable.until("busy", "It answered HTTP 503", retryAfter(answer))
                        : unsure(request, EhrUnavailable.all("failing", "It answered HTTP 503"));
            case 502, 504 -> throw unsure(request, EhrUnavailable.all("failing", "It answered HTTP " + status));
            case 408, 425, 500 ->
                throw unsure(request, EhrUnavailable.here("failing", "The EHR answered HTTP " + status));
            default -> {
                health.answered();
                return new Reply.Refused(status, "refused", "The EHR answered HTTP " + status + ".");
            }
        }
    }

    private static EhrUnavailable lost(EhrRequest request, IOException failure) {
        EhrUnavailable lost = EhrUnavailable.all(
                Wire.isUnsent(failure) ? "no-connection" : "no-answer",
                (Wire.isUnsent(failure) ? "It can't be reached (" : "It did not answer (")
                        + failure.getClass().getSimpleName() + ")");
        return Wire.isUnsent(failure) ? lost : unsure(request, lost);
    }

    private static EhrUnavailable unsure(EhrRequest request, EhrUnavailable failure) {
        return request.repeatable() ? failure : failure.whileUnsure();
    }

    private Duration retryAfter(Wire.Answer answer) {
        Duration wait =
                answer.header("Retry-After").flatMap(text -> wait(text.strip())).orElse(STANDARD_PAUSE);
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }

    /** Seconds, or a date. */
    private Optional<Duration> wait(String retryAfter) {
        if (retryAfter.matches("\\d{1,7}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** How long an answer asks to be left alone before the same is asked again; as after an export's 202. */
    public Optional<Duration> retryAfter(Reply.Done done) {
        return done.headers().firstValue("Retry-After").flatMap(text -> wait(text.strip()));
    }

    private void count(String outcome) {
        metrics.counter("chartproof.ehr.requests", "source", source.name(), "outcome", outcome)
                .increment();
    }

    /** Gives up what is under way and asks nothing more. */
    @Override
    public void close() {
        wire.close();
    }
}
