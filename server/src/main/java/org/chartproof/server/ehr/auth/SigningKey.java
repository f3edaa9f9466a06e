package org.chartproof.server.ehr.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.chartproof.server.config.ConfigurationException;

/**
 * A private key that assertions are signed with.
 *
 * @param key       with its private part; its id is its thumbprint (RFC 7638)
 * @param algorithm RS384 or ES384
 */
public record SigningKey(JWK key, JWSAlgorithm algorithm) {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int FEWEST_RSA_BITS = 2048;
    private static final int P384_BITS = 384;
    private static final int P384_BYTES = 48;

    /** What goes before the public point at the end of a P-384 key that carries it: [1], a bit string, uncompressed. */
    private static final byte[] POINT_FOLLOWS = HexFormat.of().parseHex("a164036200" + "04");

    /**
     * @param file PEM file with a PKCS #8 key
     * @throws ConfigurationException if it holds no usable key; the message says what to do
     */
    public static SigningKey read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new ConfigurationException("The key file " + file + " can't be read", e);
        }
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new ConfigurationException(file + " holds no unencrypted PKCS #8 key (BEGIN PRIVATE KEY);"
                    + " \"openssl pkcs8 -topk8 -nodes -in FILE\" makes one of other forms");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return of(encoded, file);
        } catch (IllegalArgumentException | GeneralSecurityException | JOSEException e) {
            throw unusable(file, e);
        }
    }

    private static SigningKey of(byte[] encoded, Path file) throws GeneralSecurityException, JOSEException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        try {
            if (KeyFactory.getInstance("RSA").generatePrivate(spec) instanceof RSAPrivateCrtKey rsa) {
                return rsa(rsa, file);
            }
        } catch (InvalidKeySpecException e) {
            return elliptic((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec), encoded, file);
        }
        throw unusable(file, new InvalidKeySpecException("no exponents"));
    }

    private static SigningKey rsa(RSAPrivateCrtKey key, Path file) throws GeneralSecurityException, JOSEException {
        if (key.getModulus().bitLength() < FEWEST_RSA_BITS) {
            throw new ConfigurationException(file + ": an RSA key needs " + FEWEST_RSA_BITS + " bits or more");
        }
        java.security.interfaces.RSAPublicKey open =
                (java.security.interfaces.RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        JWK jwk = new RSAKey.Builder(open)
                .privateKey(key)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS384)
                .keyIDFromThumbprint()
                .build();
        return new SigningKey(jwk, JWSAlgorithm.RS384);
    }

    private static SigningKey elliptic(ECPrivateKey key, byte[] encoded, Path file) throws JOSEException {
        int point = encoded.length - 2 * P384_BYTES;
        boolean carriesPoint = point > POINT_FOLLOWS.length
                && Arrays.equals(POINT_FOLLOWS, Arrays.copyOfRange(encoded, point - POINT_FOLLOWS.length, point));
        if (key.getParams().getOrder().bitLength() != P384_BITS || !carriesPoint) {
            throw new ConfigurationException(file
                    + ": an EC key has to be one of P-384 with its public part; \"openssl genpkey -algorithm EC"
                    + " -pkeyopt ec_paramgen_curve:P-384\" makes one");
        }
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, point, point + P384_BYTES));
        Base64URL y = Base64URL.encode(Arrays.copyOfRange(encoded, point + P384_BYTES, encoded.length));
        JWK jwk = new ECKey.Builder(Curve.P_384, x, y)
                .privateKey(key)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES384)
                .keyIDFromThumbprint()
                .build();
        return new SigningKey(jwk, JWSAlgorithm.ES384);
    }

    private static ConfigurationException unusable(Path file, Exception cause) {
        return new ConfigurationException(file + ": the key is neither RSA nor EC, or damaged", cause);
    }

    /** What signs with it. */
    JWSSigner signer() throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
    }

    /** Without its private part. */
    @Override
    public String toString() {
        return algorithm + " key " + key.getKeyID();
    }
}
