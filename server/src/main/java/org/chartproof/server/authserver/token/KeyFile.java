package org.chartproof.server.authserver.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.database.PrivateFile;

/** The private key that this node signs with: {@code security/signing-key.json} under the data folder, readable by its owner alone. It never leaves the node. */
public final class KeyFile {
    private static final int BITS = 2048;

    private final Path path;

    /** @param dataDirectory of the server */
    public KeyFile(Path dataDirectory) {
        this.path = dataDirectory.resolve("security").resolve("signing-key.json");
    }

    /**
     * The key; empty if none was made yet.
     *
     * @throws ConfigurationException if the file can't be read
     */
    public Optional<RSAKey> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JWKSet.parse(Files.readString(path)).getKeys().get(0).toRSAKey());
        } catch (IOException | ParseException | RuntimeException e) {
            // Its content is in no message.
            throw new ConfigurationException(
                    "The signing key " + path + " can't be read; if it is damaged, take it away: a new one is made", e);
        }
    }

    /** Makes a key and writes it in place of the one that is there. */
    RSAKey renew(Instant now) {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .issueTime(Date.from(now))
                    .generate();
            PrivateFile.write(path, new JWKSet(key).toString(false));
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no RSA keys", e);
        } catch (IOException e) {
            throw new ConfigurationException("The signing key " + path + " can't be written: " + e.getMessage(), e);
        }
    }
}
