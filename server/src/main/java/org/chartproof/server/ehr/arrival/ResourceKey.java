package org.chartproof.server.ehr.arrival;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource as its EHR names it.
 *
 * @param type such as {@code Encounter}
 * @param id   of the EHR
 */
public record ResourceKey(String type, String id) implements Comparable<ResourceKey> {

    /** Longer ids than FHIR allows are met in practice. */
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.\\-]{1,128})(/_history/[A-Za-z0-9.\\-]{1,64})?");

    private static final int ID_HEX_DIGITS = 40;

    /**
     * Reads a reference.
     *
     * @param reference {@code Type/id}, with or without a version, relative or under the base
     * @param base      FHIR base of the EHR
     * @return empty if it is no such reference: a part of a resource, a URN, a search, another server's
     */
    public static Optional<ResourceKey> of(String reference, String base) {
        String relative = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        return parse(relative);
    }

    /** @param text {@code Type/id}, with or without a version */
    public static Optional<ResourceKey> parse(String text) {
        Matcher matcher = RELATIVE.matcher(text);
        return matcher.matches() ? Optional.of(new ResourceKey(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * The id under which this server stores it: always the same, and another one for each source, so that two EHRs with the same ids don't meet.
     *
     * @param source name of the EHR in the configuration
     */
    public String localId(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((source + "\n" + this).getBytes(StandardCharsets.UTF_8));
            return "ehr-" + HexFormat.of().formatHex(hash).substring(0, ID_HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@code Type/id}. */
    @Override
    public String toString() {
        return type + "/" + id;
    }

    @Override
    public int compareTo(ResourceKey other) {
        return toString().compareTo(other.toString());
    }
}
