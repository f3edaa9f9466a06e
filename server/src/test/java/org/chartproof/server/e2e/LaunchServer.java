package org.chartproof.server.e2e;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.ehr.arrival.ResourceKey;
import org.chartproof.server.ehr.foreign.EhrProcess;
import org.chartproof.server.fhir.StoredResources;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/**
 * A real server, and an EHR in a process of its own that documents come from and that opens the review page: {@code hospital} polls and has clinicians, {@code late} has coders and brings nothing by itself, {@code silent}
 * has no role, {@code astray} is for keys that lie elsewhere. Started once.
 */
public final class LaunchServer extends StartedOnce<LaunchServer.Server> {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final String VERIFIER = "a-verifier-that-is-as-long-as-a-verifier-has-to-be-at-least";

    /** What a test gets. */
    public static final class Server implements AutoCloseable {
        private final ChartproofServer process;
        private final EhrProcess ehr;
        private final Path folder;
        private final HttpClient http = HttpClient.newHttpClient();

        Server(ChartproofServer process, EhrProcess ehr, Path folder) {
            this.process = process;
            this.ehr = ehr;
            this.folder = folder;
        }

        public URI root() {
            return URI.create("http://127.0.0.1:" + process.port());
        }

        public EhrProcess ehr() {
            return ehr;
        }

        /** Issuer of the id tokens of one of the EHRs. */
        public String issuer(String name) {
            return ehr.base(name).replaceFirst("/fhir$", "");
        }

        /** What one of the EHRs signs its id tokens with. */
        public RSAKey key(String name) {
            try {
                // It makes one when it is asked for the public part.
                get(issuer(name) + "/jwks");
                return JWKSet.load(ehr.key(name).toFile()).getKeys().get(0).toRSAKey();
            } catch (IOException | InterruptedException | ParseException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What an EHR gives the page of somebody who has encounter {@code eNUMBER} open. */
        public JsonNode signIn(String name, int number) throws IOException, InterruptedException {
            String launch = TestNote.JSON
                    .readTree(ehr.control(name, "launch?number=" + number))
                    .path("launch")
                    .asText();
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("response_type", "code");
            asked.put("client_id", EhrProcess.APP);
            asked.put("redirect_uri", root() + "/app/index.html");
            asked.put("aud", ehr.base(name));
            asked.put("scope", "launch openid fhirUser");
            asked.put("launch", launch);
            asked.put("state", "s");
            asked.put("code_challenge", SmartApp.challenge(VERIFIER));
            asked.put("code_challenge_method", "S256");
            HttpResponse<String> back = get(issuer(name) + "/authorize?" + SmartApp.form(asked));
            Map<String, String> form = Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    SmartApp.code(SmartApp.location(back)),
                    "client_id",
                    EhrProcess.APP,
                    "redirect_uri",
                    root() + "/app/index.html",
                    "code_verifier",
                    VERIFIER);
            return SmartApp.granted(post(URI.create(issuer(name) + "/token"), form));
        }

        /** What the page sends this server of what an EHR gave it. */
        Map<String, String> exchange(String name, JsonNode signedIn) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
            form.put("client_id", "chartproof-review");
            form.put("subject_token", signedIn.path("access_token").asText());
            form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
            form.put("id_token", signedIn.path("id_token").asText());
            form.put("iss", ehr.base(name));
            form.put("patient", signedIn.path("patient").asText());
            form.put("encounter", signedIn.path("encounter").asText());
            form.put("scope", "patient/*.rs patient/Task.cu user/*.rs user/Task.cu online_access");
            return form;
        }

        /** A token of ours for what an EHR gave. */
        public JsonNode exchanged(String name, JsonNode signedIn) throws IOException, InterruptedException {
            return SmartApp.granted(post(root().resolve("/auth/token"), exchange(name, signedIn)));
        }

        HttpResponse<String> post(URI address, Map<String, String> form) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(SmartApp.form(form)))
                            .build(),
                    BodyHandlers.ofString());
        }

        private HttpResponse<String> get(String address) throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> fhir(String path, String token) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(root().resolve("/fhir/" + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
        }

        /** The id under which a resource of an EHR is stored. */
        static String local(String name, String type, String id) {
            return new ResourceKey(type, id).localId(name);
        }

        /** What is stored, past the interface that asks for a token, once it is as wanted. */
        <R extends IBaseResource> R await(Class<R> type, String id, Predicate<R> wanted) throws InterruptedException {
            StoredResources stored = new StoredResources(process.bean(DaoRegistry.class));
            long deadline = System.nanoTime() + LONGEST_NANOS;
            while (true) {
                Optional<R> found = stored.read(type, new IdType(type.getSimpleName(), id));
                if (found.filter(wanted).isPresent()) {
                    return found.get();
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(type.getSimpleName() + "/" + id + " is not as wanted: " + found);
                }
                Thread.sleep(50);
            }
        }

        @Override
        public void close() {
            process.close();
            ehr.close();
            RunningServer.deleteTree(folder);
        }
    }

    public LaunchServer() {
        super(Server.class);
    }

    /** All that the server has written to its log. */
    public static String log() {
        return RunningServer.log();
    }

    @Override
    Server started() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server start() throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("chartproof-launch");
        int port = ServerProcess.freePort();
        EhrProcess ehr = EhrProcess.start(
                folder.resolve("ehr"),
                ServerProcess.freePort(),
                URI.create("http://127.0.0.1:" + port + "/ehr/jwks"),
                List.of("hospital", "late", "silent", "astray"));
        ehr.control("hospital", "notes?number=0&count=2");
        ehr.control("late", "notes?number=0&count=2");
        ehr.control("silent", "notes?number=0");
        ehr.control("astray", "notes?number=0");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path pem = Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        StringBuilder sources = new StringBuilder();
        sources.append(source(ehr, pem, "hospital", "300ms", "role: clinician"));
        sources.append(source(ehr, pem, "late", "0s", "role: coder"));
        sources.append(source(ehr, pem, "silent", "0s", ""));
        sources.append(source(ehr, pem, "astray", "0s", "role: clinician"));
        Path config = Files.writeString(
                folder.resolve("chartproof.yaml"),
                """
                server:
                  failed-sign-ins: 0
                ehr:
                  backoff: 100ms
                  sources:
                """
                        + sources);
        RunningServer.watchLog();
        ChartproofServer process = ChartproofServer.start(new ConfigLoader(Map.of())
                .file(config)
                .override("data-directory", folder.resolve("data").toString(), "test")
                .override("server.port", Integer.toString(port), "test")
                .load());
        return new Server(process, ehr, folder);
    }

    private static String source(EhrProcess ehr, Path key, String name, String interval, String role) {
        return """
                    %s:
                      base: %s
                      client-id: %s
                      key: %s
                      backoff: 50ms
                      longest-backoff: 1s
                      polling:
                        interval: %s
                      launch:
                        client-id: %s
                        %s
                """
                .formatted(name, ehr.base(name), EhrProcess.CLIENT, key, interval, EhrProcess.APP, role);
    }
}
