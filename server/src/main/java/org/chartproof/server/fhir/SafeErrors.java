package org.chartproof.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int INSUFFICIENT_STORAGE = 507;

    /** Classes of SQL states: insufficient resources, such as a full disk; connection exception. */
    private static final String OUT_OF_ROOM = "53";

    private static final String NO_CONNECTION = "08";

    /** How HAPI begins to say that a body can't be parsed. */
    private static final String UNREADABLE = "HAPI-0450";

    private static final Pattern ELEMENT = Pattern.compile("\\[element=\"([A-Za-z]{1,40})\"]");

    /**
     * @param thrown what a request ended with
     * @return what the client is told instead, or null to tell it as it is
     */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException hide(Throwable thrown) {
        if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
            String message = String.valueOf(known.getMessage());
            return message.startsWith(UNREADABLE) ? unreadable(message) : null;
        }
        if (thrown instanceof DataFormatException) {
            return new InvalidRequestException(
                    "A parameter or the resource in the request is not written as FHIR says, such as a date that is none");
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Request failed, incident {}: {}", incident, describe(thrown));
        String state = sqlState(thrown);
        if (state.startsWith(OUT_OF_ROOM)) {
            return new UnclassifiedServerFailureException(
                    INSUFFICIENT_STORAGE,
                    "The database is out of room; nothing of this request was stored (incident " + incident + ")");
        }
        if (state.startsWith(NO_CONNECTION)) {
            return new UnclassifiedServerFailureException(
                    SERVICE_UNAVAILABLE, "The database can't be reached; try again later (incident " + incident + ")");
        }
        return new InternalErrorException("The request could not be completed (incident " + incident + ")");
    }

    /** HAPI quotes what it can't read, which may be anything of a chart: the element alone is told. */
    private static InvalidRequestException unreadable(String message) {
        Matcher element = ELEMENT.matcher(message);
        return new InvalidRequestException(
                element.find()
                        ? "The element '" + element.group(1) + "' of the body is not written as FHIR says"
                        : "The body is not a FHIR resource that can be read");
    }

    /** The innermost SQL state: five characters that say what went wrong in the database, and nothing else. */
    private static String sqlState(Throwable thrown) {
        String state = "";
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof SQLTransientConnectionException) {
                state = NO_CONNECTION; // the pool's own words for it
            } else if (next instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            text.append(next.getClass().getName())
                    .append(next instanceof SQLException sql ? " (SQL state " + sql.getSQLState() + ")" : "")
                    .append(Stream.of(next.getStackTrace())
                            .limit(FRAMES)
                            .map(frame -> System.lineSeparator() + "    at " + frame)
                            .collect(Collectors.joining()))
                    .append(next.getCause() == null ? "" : System.lineSeparator() + "caused by ");
        }
        return text.toString();
    }
}
