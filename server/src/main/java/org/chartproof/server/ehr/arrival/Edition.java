package org.chartproof.server.ehr.arrival;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which state of a resource it is.
 *
 * @param updated {@code meta.lastUpdated}, where the EHR gives it
 * @param version {@code meta.versionId}; where neither is given a hash of the resource; may be empty
 */
public record Edition(Optional<Instant> updated, String version) {

    private static final int LONGEST_VERSION = 64;
    private static final String NUMBER = "\\d{1,18}";

    /** That of a resource as it came. */
    public static Edition of(JsonNode resource) {
        Optional<Instant> updated = instant(resource.at("/meta/lastUpdated").asText());
        String version = resource.at("/meta/versionId").asText();
        boolean told = updated.isPresent() || !version.isEmpty() && version.length() <= LONGEST_VERSION;
        return new Edition(updated, told ? shortened(version) : hash(resource));
    }

    private static String shortened(String version) {
        return version.length() <= LONGEST_VERSION ? version : "";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String hash(JsonNode resource) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(resource.toString().getBytes(StandardCharsets.UTF_8));
            return "sha256-" + HexFormat.of().formatHex(hash).substring(0, 48);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether it is to replace one that is stored: a newer one; of two of the same moment another one, unless its number is lower. */
    public boolean replaces(Edition stored) {
        if (equals(stored)) {
            return false;
        }
        if (updated.isPresent() && stored.updated().isPresent()) {
            int order = updated.get().compareTo(stored.updated().get());
            if (order != 0) {
                return order > 0;
            }
        }
        boolean numbered = version.matches(NUMBER) && stored.version().matches(NUMBER);
        return !numbered || Long.parseLong(version) > Long.parseLong(stored.version());
    }
}
