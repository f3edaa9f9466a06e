package org.chartproof.server.writeback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.IdType;

/**
 * Ids of results, made from what they are about and nothing else: a second writing finds the first. At most 64 characters, with a
 * letter in them, as FHIR and HAPI want it.
 */
public final class ResultIds {

    private static final int LONGEST = 64;
    private static final int HASH_DIGITS = 40;
    private static final String CONDITION = "cond-";
    private static final String PROVENANCE = "prov-";

    private ResultIds() {}

    /** The one claim of an encounter. */
    public static IdType claim(String encounterId) {
        return new IdType("Claim", readable("claim-", encounterId));
    }

    /** The one review task of an encounter. */
    public static IdType task(String encounterId) {
        return new IdType("Task", readable("review-", encounterId));
    }

    /** The condition of a code at an encounter. */
    static IdType condition(String encounterId, String code) {
        return new IdType("Condition", CONDITION + hash(encounterId, code));
    }

    /** The engine's proof of a code at an encounter. */
    public static IdType provenance(String encounterId, String code) {
        return new IdType("Provenance", PROVENANCE + hash(encounterId, code));
    }

    /** The proof that belongs to a condition: both have the same hash. */
    public static IdType provenanceOf(String conditionId) {
        return new IdType("Provenance", PROVENANCE + conditionId.substring(CONDITION.length()));
    }

    /** A question about a code at an encounter. */
    static IdType query(String encounterId, String code, String axis) {
        return new IdType("DetectedIssue", "query-" + hash(encounterId, code, axis));
    }

    /** The normalised text of a document version. */
    static IdType text(IdType documentVersion) {
        return new IdType("Binary", "text-" + hash(documentVersion.getIdPart(), documentVersion.getVersionIdPart()));
    }

    /** A number from 0 (inclusive) to 1 (exclusive) that hangs on an encounter's id alone. */
    static double share(String encounterId) {
        return Long.parseLong(hash("sample", encounterId).substring(0, 8), 16) / 0x1p32;
    }

    private static String readable(String prefix, String id) {
        return prefix.length() + id.length() <= LONGEST ? prefix + id : prefix + hash(id);
    }

    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
