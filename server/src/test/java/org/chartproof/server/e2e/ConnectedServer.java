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
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A server that an EHR is connected to, in both directions: it tells the EHR what was attested, and the EHR asks it for cards. Started once for all tests that need one. */
final class ConnectedServer implements ParameterResolver {

    /** Issuer of the EHR's tokens. */
    static final String ISSUER = "https://ehr.example.org";

    private static final String CONFIG =
            """
            ehr:
              max-tries: 3
              sources:
                main:
                  base: %s
                  client-id: %s
                  key: %s
                  write-back: both
                  polling:
                    interval: 0s
                  tries: 1
                  backoff: 100ms
                  longest-backoff: 400ms
            cds-hooks:
              clients:
                hospital:
                  issuer: %s
                  jwks: %s
              fhir-servers: %s
              origins: https://ehr.example.org
              most-cards: 1
            """;

    /** What a test gets. */
    static final class Connected implements AutoCloseable {
        private final Server backend;
        private final Path folder;
        private final EhrGateway ehr;
        private final ECKey key;
        private ChartproofServer process;

        private Connected(Server backend, Path folder, EhrGateway ehr, ECKey key) throws IOException {
            this.backend = backend;
            this.folder = folder;
            this.ehr = ehr;
            this.key = key;
            this.process = launch();
        }

        private ChartproofServer launch() {
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

        /** What the EHR stores, as its own people see it. */
        FhirClient inTheEhr() {
            return backend.client();
        }

        /** The key that the EHR's tokens are signed with. */
        ECKey key() {
            return key;
        }

        void stop() {
            process.close();
        }

        void startAgain() {
            process = launch();
        }

        @Override
        public void close() {
            process.close();
            ehr.close();
            RunningServer.deleteTree(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Connected.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Server backend = RunningServer.of(extension);
        return extension
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(ConnectedServer.class))
                .getOrComputeIfAbsent(Connected.class, key -> start(backend), Connected.class);
    }

    private static Connected start(Server backend) {
        try {
            Path folder = Files.createTempDirectory("chartproof-connected");
            ECKey key = new ECKeyGenerator(Curve.P_384).keyID("ehr-1").generate();
            Path keys = Files.writeString(folder.resolve("ehr-keys.json"), new JWKSet(key.toPublicJWK()).toString());
            EhrGateway ehr =
                    new EhrGateway(ServerProcess.freePort(), backend.root().resolve("/fhir"));
            Files.writeString(
                    folder.resolve("connected.yaml"),
                    CONFIG.formatted(ehr.base(), EhrGateway.CLIENT, signingKey(folder), ISSUER, keys, ehr.base()));
            return new Connected(backend, folder, ehr, key);
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
