package org.chartproof.server.ehr.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against two HTTP servers on this machine: the EHR, and one that is not the EHR. */
class EhrClientTest {

    private record Seen(String method, String path, String authorization) {}

    private record Scripted(int status, Map<String, String> headers, String body) {
        static Scripted of(int status) {
            return new Scripted(status, Map.of(), "{\"resourceType\":\"Patient\"}");
        }

        Scripted with(String header, String value) {
            return new Scripted(status, Map.of(header, value), body);
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Deque<Scripted> script = new ArrayDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Seen> seenElsewhere = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private HttpServer ehr;

    @SuppressWarnings("NullAway.Init")
    private HttpServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        ehr = server();
        ehr.createContext(
                "/fhir/.well-known/smart-configuration",
                exchange -> answer(exchange, 200, "{\"token_endpoint\":\"" + root(ehr) + "/token\"}"));
        ehr.createContext(
                "/token",
                exchange -> answer(
                        exchange, 200, "{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":300}"));
        ehr.createContext("/fhir/", exchange -> {
            note(exchange, seen);
            Scripted next = script.isEmpty() ? Scripted.of(200) : script.remove();
            next.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            answer(exchange, next.status(), next.body());
        });
        elsewhere = server();
        elsewhere.createContext("/", exchange -> {
            note(exchange, seenElsewhere);
            answer(exchange, 200, "content");
        });
    }

    @AfterEach
    void stop() {
        ehr.stop(0);
        elsewhere.stop(0);
    }

    @Test
    void aTokenIsAskedForOnceAndUsedAgain() throws Exception {
        try (Ehrs ehrs = connected("")) {
            EhrClient client = client(ehrs);
            assertThat(client.send(EhrRequest.get("Patient/a"))).isInstanceOf(Reply.Done.class);
            assertThat(client.send(EhrRequest.get("Patient/b"))).isInstanceOf(Reply.Done.class);
        }
        assertThat(seen)
                .containsExactly(
                        new Seen("GET", "/fhir/Patient/a", "Bearer t1"),
                        new Seen("GET", "/fhir/Patient/b", "Bearer t1"));
    }

    @Test
    void aTokenThatIsNoLongerTakenIsRenewedOnce() throws Exception {
        script.add(Scripted.of(401));
        try (Ehrs ehrs = connected("")) {
            assertThat(client(ehrs).send(EhrRequest.get("Patient/a"))).isInstanceOf(Reply.Done.class);
        }
        assertThat(seen).extracting(Seen::authorization).containsExactly("Bearer t1", "Bearer t2");
    }

    @Test
    void whatIsBusyOrFailsForAMomentIsAskedAgain() throws Exception {
        script.add(Scripted.of(429).with("Retry-After", "0"));
        script.add(Scripted.of(500));
        script.add(Scripted.of(502));
        try (Ehrs ehrs = connected("")) {
            assertThat(client(ehrs).send(EhrRequest.get("Patient/a"))).isInstanceOf(Reply.Done.class);
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void whoAsksToBeLeftAloneForLongIsLeftAloneByAll() throws Exception {
        script.add(Scripted.of(429).with("Retry-After", "600"));
        try (Ehrs ehrs = connected("")) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client(ehrs).send(EhrRequest.get("Patient/a")))
                        .isInstanceOf(EhrUnavailable.class);
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void aCreateWhoseAnswerIsUnclearIsNotRepeated() throws Exception {
        script.add(Scripted.of(504));
        try (Ehrs ehrs = connected("")) {
            assertThatThrownBy(() -> client(ehrs).send(EhrRequest.post("Condition", "{}")))
                    .isInstanceOfSatisfying(
                            EhrUnavailable.class, e -> assertThat(e.isUnsure()).isTrue());
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatIsGoneAndWhatIsRefusedAreTold() throws Exception {
        script.add(Scripted.of(410));
        script.add(Scripted.of(404));
        script.add(Scripted.of(403));
        try (Ehrs ehrs = connected("")) {
            EhrClient client = client(ehrs);
            assertThat(client.send(EhrRequest.get("Patient/a"))).isEqualTo(new Reply.Absent(true));
            assertThat(client.send(EhrRequest.get("Patient/a"))).isEqualTo(new Reply.Absent(false));
            assertThat(client.send(EhrRequest.get("Patient/a")))
                    .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo("not-allowed"));
        }
    }

    @Test
    void theTokenGoesToNoOtherHostWhateverTheEhrSays() throws Exception {
        script.add(Scripted.of(302).with("Location", root(elsewhere) + "/x"));
        try (Ehrs ehrs = connected("content-hosts: 127.0.0.1")) {
            Reply content = client(ehrs).send(EhrRequest.content("Binary/a", "text/plain", 1000));
            assertThat(content).isInstanceOf(Reply.Done.class);
        }
        assertThat(seenElsewhere).containsExactly(new Seen("GET", "/x", ""));
    }

    @Test
    void nothingGoesToAHostThatIsNotConfigured() throws Exception {
        script.add(Scripted.of(302).with("Location", root(elsewhere) + "/x"));
        try (Ehrs ehrs = connected("content-hosts: files.example")) {
            EhrClient client = client(ehrs);
            for (String url : List.of(
                    "Binary/a", root(elsewhere) + "/y", "https://169.254.169.254/latest", "file:///etc/passwd")) {
                assertThat(client.send(EhrRequest.content(url, "text/plain", 1000)))
                        .isInstanceOf(Reply.Refused.class);
            }
            assertThat(client.send(EhrRequest.get(root(elsewhere) + "/y"))).isInstanceOf(Reply.Refused.class);
        }
        assertThat(seenElsewhere).isEmpty();
    }

    @Test
    void contentThatIsTooLargeIsRefused() throws Exception {
        script.add(new Scripted(200, Map.of(), "x".repeat(5000)));
        try (Ehrs ehrs = connected("")) {
            assertThat(client(ehrs).send(EhrRequest.content("Binary/a", "text/plain", 1000)))
                    .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo("too-large"));
        }
    }

    @Test
    void anEhrThatIsAwayIsSoonNoLongerAsked() throws Exception {
        try (Ehrs ehrs = connected("")) {
            ehr.stop(0);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client(ehrs).send(EhrRequest.get("Patient/a")))
                        .isInstanceOfSatisfying(EhrUnavailable.class, e -> {
                            assertThat(e.concernsAll()).isTrue();
                            assertThat(e.code()).isEqualTo("no-connection");
                        });
            }
            assertThat(ehrs.all().get(0).health().closedFor()).isPositive();
            assertThat(ehrs.all().get(0).health().trouble()).isPresent();
        }
    }

    private Ehrs connected(String option) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path config = Files.writeString(
                folder.resolve("chartproof.yaml"),
                """
                ehr:
                  sources:
                    main:
                      base: %s/fhir
                      client-id: chartproof
                      key: %s
                      backoff: 10ms
                      %s
                """
                        .formatted(root(ehr), key, option));
        return new Ehrs(
                new ConfigLoader(Map.of()).file(config).load().ehr().sources(),
                new SimpleMeterRegistry(),
                InstantSource.system());
    }

    private static EhrClient client(Ehrs ehrs) {
        return ehrs.all().get(0).client();
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private static String root(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void note(HttpExchange exchange, List<Seen> list) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        list.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                authorization == null ? "" : authorization));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
