package org.chartproof.server.e2e;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.config.Secret;
import org.chartproof.server.security.Role;
import org.chartproof.server.terminology.SmallRelease;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A real server with its authorization server, invented users and apps; started once for all tests of signing in. */
final class AuthServer extends StartedOnce<AuthServer.Server> {
    static final String PASSWORD = "quite-a-long-password";
    static final String SECRET = "a-secret-of-the-portal-that-is-long";
    static final String CALLBACK = "https://portal.example.org/callback?from=chartproof";

    /** What a test gets; the process may be another one after a restart. */
    static final class Server implements AutoCloseable {
        private final Path folder;
        private final ECKey key;
        private ChartproofServer process;

        Server(Path folder, ECKey key, ChartproofServer process) {
            this.folder = folder;
            this.key = key;
            this.process = process;
        }

        ChartproofServer process() {
            return process;
        }

        Path data() {
            return folder.resolve("data");
        }

        Path config() {
            return folder.resolve("chartproof.yaml");
        }

        UserFile users() {
            return new UserFile(folder.resolve("users.yaml"));
        }

        /** Of the backend service. */
        ECKey key() {
            return key;
        }

        String base() {
            return "http://127.0.0.1:" + process.port();
        }

        URI root() {
            return URI.create(base());
        }

        /** Puts a resource into its storage, past the interface that asks for a token. */
        void store(String json) {
            IBaseResource resource =
                    process.bean(FhirContext.class).newJsonParser().parseResource(json);
            process.bean(DaoRegistry.class)
                    .getResourceDao(resource.fhirType())
                    .update(resource, new SystemRequestDetails());
        }

        /** A resource as it is stored; waits until there is one that fits. */
        <R extends IBaseResource> R await(Class<R> type, String id, Predicate<R> fits) throws InterruptedException {
            IFhirResourceDao<R> dao = process.bean(DaoRegistry.class).getResourceDao(type);
            for (int tries = 0; tries < 600; tries++) {
                try {
                    R found = dao.read(new IdType(id), new SystemRequestDetails());
                    if (fits.test(found)) {
                        return found;
                    }
                } catch (ResourceNotFoundException e) {
                    // Not yet.
                }
                Thread.sleep(50);
            }
            throw new AssertionError("no " + type.getSimpleName() + " " + id + " as it should be");
        }

        /** Stops it and starts it anew on the same data, at the same address. */
        void restart() {
            int port = process.port();
            process.close();
            process = AuthServer.start(folder, port);
        }

        @Override
        public void close() {
            process.close();
            RunningServer.deleteTree(folder);
        }
    }

    AuthServer() {
        super(Server.class);
    }

    @Override
    Server started() {
        return start();
    }

    static UserAccount user(String name, Role role) {
        return new UserAccount(
                name,
                "Invented " + name,
                Set.of(role),
                Optional.of("Practitioner/" + name),
                new Secret(new BCryptPasswordEncoder(4).encode(PASSWORD)));
    }

    private static Server start() {
        try {
            Path folder = Files.createTempDirectory("chartproof-auth");
            ECKey key = new ECKeyGenerator(Curve.P_384)
                    .keyID("backend-1")
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
            Files.writeString(folder.resolve("secret"), SECRET + "\n");
            Files.writeString(folder.resolve("jwks.json"), new JWKSet(key).toString(true));
            UserFile users = new UserFile(folder.resolve("users.yaml"));
            for (Role role : Role.values()) {
                if (role != Role.SYSTEM) {
                    users.put(user(role.word(), role));
                }
            }
            Files.writeString(
                    folder.resolve("chartproof.yaml"),
                    """
                    server:
                      # The tests fail to sign in more often than anybody does.
                      failed-sign-ins: 0
                      rate-limit: 0
                    security:
                      access: embedded
                      users: %1$s/users.yaml
                      launcher: true
                      clients:
                        portal:
                          title: The portal
                          redirects: %2$s
                          scopes: openid fhirUser profile launch launch/patient offline_access patient/*.rs user/*.cruds
                          secret-file: %1$s/secret
                        backend:
                          scopes: system/*.rs system/Task.cruds
                          jwks-file: %1$s/jwks.json
                    """
                            .formatted(folder, CALLBACK));
            // A year before the starter's, with the Tabular notes that the starter lacks.
            SmallRelease.installIn(folder.resolve("data/terminology"), 2025);
            RunningServer.watchLog();
            return new Server(folder, key, start(folder, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChartproofServer start(Path folder, int port) {
        return ChartproofServer.start(new ConfigLoader(Map.of())
                .file(folder.resolve("chartproof.yaml"))
                .override("data-directory", folder.resolve("data").toString(), "test")
                .override("server.port", Integer.toString(port), "test")
                .load());
    }
}
