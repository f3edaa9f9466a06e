package org.chartproof.server.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An authorization server of somebody else: publishes keys, and signs whatever a test wants to be said. */
final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "https://chartproof.example/fhir";

    private final HttpServer http;
    private final List<ECKey> published = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private ECKey key = newKey("first");

    TokenIssuer() throws IOException {
        published.add(key);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            answer(exchange, new JWKSet(List.copyOf(published)).toString(true));
        });
        http.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        """
                        {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "authorization_endpoint": "%1$s/authorize",
                         "token_endpoint": "%1$s/token", "grant_types_supported": ["authorization_code"],
                         "token_endpoint_auth_methods_supported": ["private_key_jwt"]}
                        """
                                .formatted(address())));
        http.start();
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** How often the keys were asked for. */
    int asked() {
        return asked.get();
    }

    /** From now on signs with another key, which is published beside the first. */
    void rotate() {
        key = newKey("second");
        published.add(key);
    }

    /** A good token for five minutes, changed by a test. */
    String token(Consumer<JWTClaimsSet.Builder> claims) {
        return sign(key, claims);
    }

    /** The same, signed by a key that was never published. */
    String tokenOfAnotherKey(String keyId) {
        return sign(newKey(keyId), claims -> {});
    }

    private String sign(ECKey signer, Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience(AUDIENCE)
                .subject("someone")
                .claim("client_id", "some-app")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        change.accept(claims);
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID(signer.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new ECDSASigner(signer));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
