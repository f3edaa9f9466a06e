package org.chartproof.server.ehr.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chartproof.server.config.EhrSource;

/** The public keys that EHRs verify this server's assertions with: those in use, and those that come next or went before. */
public final class KeySet {

    private final String json;

    private KeySet(List<JWK> keys) {
        this.json = new JWKSet(keys).toString(true);
    }

    /** @throws org.chartproof.server.config.ConfigurationException if a key file can't be used */
    public static KeySet of(List<EhrSource> sources) {
        Map<String, JWK> keys = new LinkedHashMap<>();
        sources.stream()
                .flatMap(source -> source.client().stream())
                .flatMap(client -> Stream.concat(Stream.of(client.key()), client.furtherKeys().stream()))
                .map(file -> SigningKey.read(file).key())
                .forEach(key -> keys.put(key.getKeyID(), key.toPublicJWK()));
        return new KeySet(List.copyOf(keys.values()));
    }

    /** As a JWK Set, without anything private. */
    public String json() {
        return json;
    }
}
