package org.chartproof.server.ehr.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.time.Instant;

/** What an EHR answered. */
public sealed interface Reply {

    /**
     * It did as asked.
     *
     * @param status  2xx
     * @param askedAt when the request was made, by this server's clock
     */
    record Done(int status, HttpHeaders headers, byte[] body, Instant askedAt) implements Reply {

        private static final ObjectMapper JSON = new ObjectMapper();

        /** The body as JSON; without any part if it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * There is nothing (any more).
     *
     * @param deleted whether the EHR says that there was something: HTTP 410
     */
    record Absent(boolean deleted) implements Reply {}

    /**
     * It will not, and would not if it were asked again.
     *
     * @param status HTTP status; 0 where this server did not ask
     * @param code   such as {@code not-allowed}
     * @param reason in words, without anything that the EHR wrote
     */
    record Refused(int status, String code, String reason) implements Reply {}
}
