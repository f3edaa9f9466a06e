package org.chartproof.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the inside of the server inside: an unexpected error is answered with a number to look up in the log.
 *
 * <p>The log has the classes and lines of the error, not its messages: those may quote what was sent.
 */
@Interceptor
public final class SafeErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SafeErrors.class);
    private static final int FRAMES = 25;

    /**
     * @param thrown what a request ended with
     * @return what the client is told instead, or null to tell it as it is
     */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException hide(Throwable thrown) {
        if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
            return null;
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Request failed, incident {}: {}", incident, describe(thrown));
        return new InternalErrorException("The request could not be completed (incident " + incident + ")");
    }

    private static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            text.append(next.getClass().getName())
                    .append(Stream.of(next.getStackTrace())
                            .limit(FRAMES)
                            .map(frame -> System.lineSeparator() + "    at " + frame)
                            .collect(Collectors.joining()))
                    .append(next.getCause() == null ? "" : System.lineSeparator() + "caused by ");
        }
        return text.toString();
    }
}
