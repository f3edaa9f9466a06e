package org.chartproof.hl7.map;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id that a resource gets at first sight, from its identity alone: two nodes that see the same patient first, at the same time, agree on it. It is the base32 (RFC 4648, lower
 * case) of the SHA-256 of type, system and value: 32 characters, the first one a letter.
 */
public final class ResourceId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 32;
    private static final int LETTERS = 26;

    private ResourceId() {}

    /** The id of an identity. */
    public static String of(Identity identity) {
        byte[] hash = sha256(identity.type() + "|" + identity.system() + "|" + identity.value());
        StringBuilder id = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; id.length() < LENGTH; i++) {
            buffer = (buffer << 8 | hash[i] & 0xff) & 0xfff;
            bits += 8;
            while (bits >= 5 && id.length() < LENGTH) {
                bits -= 5;
                int digit = buffer >> bits & 0x1f;
                // Ids of digits alone are numbers to HAPI, so that none may begin with one.
                id.append(ALPHABET.charAt(id.isEmpty() ? digit % LETTERS : digit));
            }
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
