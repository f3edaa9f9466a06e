package org.chartproof.server.authserver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.config.EhrSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against two HTTP servers on this machine: the EHR, and one that is not the EHR. */
class EhrMetadataTest {
    private static final String SMART = "/fhir/.well-known/smart-configuration";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final List<String> askedElsewhere = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer ehr;

    @SuppressWarnings("NullAway.Init")
    private HttpServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        ehr = server();
        ehr.createContext("/", exchange -> {
            String document = documents.get(exchange.getRequestURI().getPath());
            byte[] bytes = String.valueOf(document).getBytes(StandardCharsets.UTF_8);
            if (document != null && document.startsWith("http")) {
                exchange.getResponseHeaders().set("Location", document);
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(document == null ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        elsewhere = server();
        elsewhere.createContext("/", exchange -> {
            askedElsewhere.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        ehr.stop(0);
        elsewhere.stop(0);
        assertThat(askedElsewhere).isEmpty();
    }

    @Test
    void theSmartConfigurationSaysWhoSignsAndWithWhichKeys() {
        documents.put(SMART, json(root(ehr) + "/login", root(ehr) + "/keys"));

        assertThat(issuer(Optional.empty())).contains(root(ehr) + "/login");
        assertThat(keys(Optional.empty())).contains(URI.create(root(ehr) + "/keys"));
    }

    @Test
    void whereItNamesNoKeysTheIssuerIsAskedForThem() {
        documents.put(SMART, json(root(ehr) + "/login", ""));
        documents.put("/login" + OPENID, json(root(ehr) + "/login", root(ehr) + "/keys"));

        assertThat(keys(Optional.empty())).contains(URI.create(root(ehr) + "/keys"));
    }

    @Test
    void theKeysOfAnIssuerThatIsNotTheOneOfTheConfigurationAreNotTaken() {
        documents.put(SMART, json(root(ehr) + "/other", root(ehr) + "/keys-of-other"));
        documents.put("/login" + OPENID, json(root(ehr) + "/login", root(ehr) + "/keys"));

        assertThat(keys(Optional.of(root(ehr) + "/login"))).contains(URI.create(root(ehr) + "/keys"));

        documents.put("/login" + OPENID, json(root(ehr) + "/other", root(ehr) + "/keys"));
        assertThat(keys(Optional.of(root(ehr) + "/login"))).isEmpty();
    }

    @Test
    void keysAndIssuersElsewhereAreNotAskedForAndRedirectsNotFollowed() {
        documents.put(SMART, json(root(ehr), root(elsewhere) + "/keys"));
        assertThat(keys(Optional.empty())).isEmpty();

        documents.put(SMART, json(root(elsewhere), ""));
        assertThat(keys(Optional.empty())).isEmpty();

        documents.put(SMART, root(elsewhere) + "/moved");
        assertThat(keys(Optional.empty())).isEmpty();
    }

    private Optional<String> issuer(Optional<String> configured) {
        try (EhrReads reads = new EhrReads(source())) {
            return new EhrMetadata(source(), configured, reads, InstantSource.system()).issuer();
        }
    }

    private Optional<URI> keys(Optional<String> configured) {
        try (EhrReads reads = new EhrReads(source())) {
            return new EhrMetadata(source(), configured, reads, InstantSource.system()).keys();
        }
    }

    private EhrSource source() {
        return new ConfigLoader(Map.of())
                .override("ehr.sources.main.base", root(ehr) + "/fhir", "test")
                .override("ehr.sources.main.launch.client-id", "page", "test")
                .load()
                .ehr()
                .sources()
                .get(0);
    }

    private static String json(String issuer, String keys) {
        return keys.isEmpty()
                ? "{\"issuer\": \"" + issuer + "\"}"
                : "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"" + keys + "\"}";
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private static String root(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
