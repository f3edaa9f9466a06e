package org.chartproof.server.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.ehr.foreign.EhrProcess;

/** A server that an EHR is connected to, in both directions: it tells the EHR what was attested, and the EHR asks it for cards. Started once for all tests that need one. */
final class ConnectedServer extends StartedOnce<ConnectedServer.Connected> {

    /** Issuer of the EHR's tokens. */
    static final String ISSUER = "https://ehr.example.org";

    /** What the EHR is asked for are documents of the kind of our summaries, so that they come back. */
    private static final String CONFIG =
            """
            ehr:
              max-tries: 3
              backoff: 100ms
              sources:
                main:
                  base: %1$s
                  client-id: %2$s
                  key: %3$s
                  write-back: both
                  types: DocumentReference
                  note-types: http://loinc.org|51851-4
                  polling:
                    interval: 1h
                  tries: 1
                  backoff: 100ms
                  longest-backoff: 400ms
            cds-hooks:
              clients:
                hospital:
                  issuer: %4$s
                  jwks: %5$s
              fhir-servers: %1$s
              origins: https://ehr.example.org
              most-cards: 1
            """;

    /** What a test gets. */
    static final class Connected implements AutoCloseable {
        private final Path folder;
        private final EhrGateway ehr;
        private final ECKey key;
        private final ChartproofServer process;

        private Connected(Path folder, EhrGateway ehr, ECKey key) {
            this.folder = folder;
            this.ehr = ehr;
            this.key = key;
            this.process = launch();
        }

        private ChartproofServer launch() {
            RunningServer.watchLog();
            ChartproofServer started = ChartproofServer.start(new ConfigLoader(Map.of())
                    .file(folder.resolve("connected.yaml"))
                    .override("data-directory", folder.resolve("data").toString(), "test")
                    .override("server.port", "0", "test")
                    .override("security.access", "open", "test")
                    .load());
            ehr.trust(URI.create("http://127.0.0.1:" + started.port() + "/ehr/jwks"));
            return started;
        }

        URI root() {
            return URI.create("http://127.0.0.1:" + process.port());
        }

        FhirClient client() {
            return new FhirClient(root().resolve("/fhir"));
        }

        /** The EHR's front door. */
        EhrGateway ehr() {
            return ehr;
        }

        /** The key that the EHR's tokens are signed with. */
        ECKey key() {
            return key;
        }

        @Override
        public void close() {
            process.close();
            ehr.close();
            RunningServer.deleteTree(folder);
        }
    }

    ConnectedServer() {
        super(Connected.class);
    }

    @Override
    Connected started() {
        try {
            Path folder = Files.createTempDirectory("chartproof-connected");
            ECKey key = new ECKeyGenerator(Curve.P_384).keyID("ehr-1").generate();
            Path keys = Files.writeString(folder.resolve("ehr-keys.json"), new JWKSet(key.toPublicJWK()).toString());
            EhrGateway ehr = new EhrGateway(ServerProcess.freePort());
            Files.writeString(
                    folder.resolve("connected.yaml"),
                    CONFIG.formatted(ehr.base(), EhrProcess.CLIENT, signingKey(folder), ISSUER, keys));
            return new Connected(folder, ehr, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("keys can be made", e);
        }
    }

    private static Path signingKey(Path folder) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }
}
