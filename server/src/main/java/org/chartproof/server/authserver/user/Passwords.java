package org.chartproof.server.authserver.user;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.chartproof.server.config.Secret;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How passwords are made and kept. */
public final class Passwords {
    private static final int SHORTEST = 12;
    /** More is not looked at by bcrypt. */
    private static final int LONGEST_BYTES = 72;

    /** Without those that are mistaken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int PARTS = 4;
    private static final int PART = 4;

    private Passwords() {}

    /**
     * What is kept of a password.
     *
     * @throws IllegalArgumentException if it is too short or too long, with what it has to be
     */
    public static Secret hash(Secret password) {
        String text = password.reveal();
        if (text.length() < SHORTEST || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new IllegalArgumentException(
                    "a password has " + SHORTEST + " characters at least and " + LONGEST_BYTES + " bytes at most");
        }
        return new Secret(new BCryptPasswordEncoder().encode(text));
    }

    /** A new one: 16 random characters, 79 bits, in groups that can be copied from a screen. */
    public static Secret make(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PARTS * PART; i++) {
            if (i > 0 && i % PART == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Secret(text.toString());
    }
}
