package org.chartproof.server.authserver.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.chartproof.server.authserver.token.TokenHash;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares secrets of clients, which are made by machines and long, unlike passwords of people. */
public final class SecretDigest implements PasswordEncoder {
    @Override
    public String encode(@Nullable CharSequence secret) {
        return TokenHash.of(String.valueOf(secret));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String digest) {
        return secret != null && digest != null && MessageDigest.isEqual(bytes(encode(secret)), bytes(digest));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
