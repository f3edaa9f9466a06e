package org.chartproof.server.ehr.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.chartproof.server.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    /** Made with openssl for this test. */
    private static final String P384 =
            """
            -----BEGIN PRIVATE KEY-----
            MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDwiYjO4xXqc6Hhykbp
            1kY6unr6rTf68+82lW2nn/3f7RxXuX9Oa9dukUvTuPyHtkqhZANiAATSHw4T79Kx
            vI8+WAnkbOuNH0PhpCaZ1WIOV/oOoRz41PMpYLUmzAQDikU/3hJDXxiht02TjJag
            zFz+RrEhCWgb4eKn+8TzaUDLtzQ1GO15uGG/Gl8kW86ZMEQDn1GN0yE=
            -----END PRIVATE KEY-----
            """;

    /** Of a curve that SMART does not ask for. */
    private static final String P256 =
            """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHi5IpdMrBIzc5h2F
            FUgQbJd6yABmStXLuu69V+pGcayhRANCAAQF5qfis7LDrSbPq3/86Asp2ecCVIGW
            Zeg01AWJ5cuC1LQ4SYae3WBhrHHNx5HbiKo9nRdBySKKWIFbYZLDGpJi
            -----END PRIVATE KEY-----
            """;

    private static final URI ENDPOINT = URI.create("https://ehr.example/token");
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anAssertionOfAnRsaKeySaysWhoAsksWhereAndForHowLong() throws Exception {
        SigningKey key = SigningKey.read(rsa(2048));

        SignedJWT jwt = SignedJWT.parse(Assertion.sign("chartproof", key, ENDPOINT, NOW));

        assertThat(jwt.verify(new RSASSAVerifier(key.key().toRSAKey().toPublicJWK())))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS384");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.key().getKeyID());
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("chartproof");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("chartproof");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(ENDPOINT.toString());
        assertThat(jwt.getJWTClaimsSet().getExpirationTime())
                .isAfter(Date.from(NOW))
                .isBeforeOrEqualTo(Date.from(NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void noTwoAssertionsHaveOneId() throws Exception {
        SigningKey key = SigningKey.read(rsa(2048));

        assertThat(SignedJWT.parse(Assertion.sign("chartproof", key, ENDPOINT, NOW))
                        .getJWTClaimsSet()
                        .getJWTID())
                .isNotEqualTo(SignedJWT.parse(Assertion.sign("chartproof", key, ENDPOINT, NOW))
                        .getJWTClaimsSet()
                        .getJWTID());
    }

    @Test
    void aKeyOfP384SignsWithEs384() throws Exception {
        SigningKey key = SigningKey.read(file(P384));

        SignedJWT jwt = SignedJWT.parse(Assertion.sign("chartproof", key, ENDPOINT, NOW));

        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
        assertThat(jwt.verify(new ECDSAVerifier(key.key().toECKey().toPublicJWK())))
                .isTrue();
    }

    @Test
    void theKeySetHasNothingPrivate() throws Exception {
        SigningKey key = SigningKey.read(rsa(2048));

        assertThat(key.key().isPrivate()).isTrue();
        assertThat(key.toString()).doesNotContain("\"d\"");
        assertThat(key.key().toPublicJWK().toJSONString())
                .contains(key.key().getKeyID())
                .doesNotContain("\"d\"");
    }

    @Test
    void aKeyThatIsTooWeakOrOfAnotherCurveIsRefusedWithWhatToDo() {
        for (String text :
                List.of(pem(512), P256, "nothing", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) {
            assertThatThrownBy(() -> SigningKey.read(file(text)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("key.pem");
        }
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("none.pem"))).hasMessageContaining("none.pem");
    }

    private Path rsa(int bits) throws IOException {
        return file(pem(bits));
    }

    private static String pem(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(
                                    generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), text);
    }
}
