package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.chartproof.server.e2e.AccessServer.Answer;
import org.chartproof.server.e2e.AccessServer.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways round a right that don't fit into a matrix: by tokens, by questions, by pages, by what is written. */
@ExtendWith(AccessServer.class)
class AccessIT {

    private final Server server;
    private final String annas;
    private final String coder;

    AccessIT(Server server) {
        this.server = server;
        this.annas = server.token("clinician", "patient/*.rs user/*.cruds", "anna");
        this.coder = server.token("coder", "user/*.cruds");
    }

    private String changed(Consumer<JWTClaimsSet.Builder> change) {
        return server.issuer().token(claims -> {
            claims.claim("chartproof_roles", List.of("coder")).claim("scope", "user/*.rs");
            change.accept(claims);
        });
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedWithItsReason() throws JOSEException {
        Instant now = Instant.now();
        Map<String, String> tokens = Map.of(
                "it has expired", changed(claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                "it is not valid yet", changed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                "it is for another audience", changed(claims -> claims.audience("https://elsewhere.example/fhir")),
                "it is by another issuer", changed(claims -> claims.issuer("https://elsewhere.example")),
                "it names no subject", changed(claims -> claims.subject(null)),
                "its context is no id", changed(claims -> claims.claim("patient", "../anna")),
                "it is not signed by a key of the issuer", server.issuer().tokenOfAnotherKey("unknown"),
                "it is no signed JWT", new PlainJWT(claims()).serialize(),
                "it is signed by an algorithm that is not allowed", byASharedSecret());

        tokens.forEach((reason, token) -> {
            Answer answer = server.get("Patient/anna", token);
            assertThat(answer.status()).as(reason).isEqualTo(401);
            assertThat(answer.challenge()).contains("error=\"invalid_token\"").contains(reason);
            assertThat(answer.text()).contains(reason).doesNotContain(token);
        });
        assertThat(RunningServer.log()).doesNotContain(tokens.values());
    }

    @Test
    void aTokenOfAKnownKeyWithAForgedBodyIsRefused() {
        String[] parts = changed(claims -> {}).split("\\.");
        String[] other = changed(claims -> claims.claim("chartproof_roles", List.of("auditor")))
                .split("\\.");

        assertThat(server.get("Patient/anna", parts[0] + "." + other[1] + "." + parts[2])
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theClockOfTheIssuerMayBeAMinuteOff() {
        Instant now = Instant.now();

        assertThat(server.get("Patient/anna", changed(claims -> claims.expirationTime(Date.from(now.minusSeconds(30)))))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("Patient/anna", changed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(30)))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsNewIsFetchedAndUnknownOnesAreNotFetchedForEachRequest() {
        server.get("Patient/anna", coder);
        int before = server.issuer().asked();
        server.issuer().rotate();
        assertThat(server.get("Patient/anna", changed(claims -> {})).status()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            server.get("Patient/anna", server.issuer().tokenOfAnotherKey("made-up-" + i));
        }

        assertThat(server.issuer().asked() - before).isBetween(1, 2);
        assertThat(server.get("Patient/anna", coder).status()).isEqualTo(200);
    }

    @Test
    void whoHasNoTokenIsToldWhereToGetOne() {
        Answer refused = server.get("Patient/anna", "");
        JsonNode smart = server.get("/fhir/.well-known/smart-configuration", "").json();
        JsonNode capabilities = server.get("metadata", "").json();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.challenge()).isEqualTo("Bearer realm=\"Chartproof\"");
        assertThat(smart.path("issuer").asText()).isEqualTo(server.issuer().address());
        assertThat(smart.path("token_endpoint").asText())
                .isEqualTo(server.issuer().address() + "/token");
        assertThat(smart.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(capabilities.at("/rest/0/security").toString())
                .contains("SMART-on-FHIR")
                .contains("oauth-uris")
                .contains(server.issuer().address() + "/authorize");
    }

    @Test
    void aMissingScopeIsNamed() {
        Answer answer = server.get("Claim", server.token("coder", "user/Condition.rs"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("lacks the scope user/Claim.s");
        assertThat(answer.challenge()).contains("insufficient_scope").contains("scope=\"user/Claim.s\"");
        assertThat(server.get("AuditEvent", coder).text()).contains("As coder one may not search AuditEvent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter?_has:Observation:encounter:code=x",
                "Patient?_has:Condition:patient:code=x",
                "Observation?encounter.class=AMB",
                "Observation?encounter:Encounter.patient.name=x",
                "Patient?link.name=x",
                "Observation?_sort=encounter.date",
                "Provenance?target:Claim.patient=Patient/boris",
                "Provenance?_summary=count",
                "Provenance?_total=accurate",
                "Provenance?_count=0",
                "_history",
                "Condition/_history",
                "Patient/$everything",
                "Patient/boris/$everything",
                "Encounter/boris-visit/$everything",
                "Patient/boris/$meta",
                "$meta",
                "Patient/boris/$graphql?query=%7Bid%7D",
                "$graphql?query=%7BPatientList%7Bid%7D%7D",
                "$export",
                "Patient/$export",
                "$coding-queue",
                "$get-resource-counts",
                "$diff?from=Patient/anna&to=Patient/boris",
                "Binary/boris-text/$binary-access-read?path=Binary"
            })
    void whoSeesOneChartAsksNothingBeyondIt(String question) {
        Answer answer = server.get(question, annas);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
        assertThat(answer.text()).doesNotContain("mark-boris").doesNotContain("Family-boris");
    }

    @Test
    void whoSeesOneChartMayAskWithinIt() {
        assertThat(ids(server.get("Observation?patient:Patient.name=Family-anna", annas)))
                .contains("anna-lab");
        assertThat(ids(server.get("Observation?patient:Patient.name=Family-boris", annas)))
                .isEmpty();
        assertThat(ids(server.get("Encounter?service-provider.name=Clinic", annas)))
                .contains("anna-visit");
        assertThat(server.get("Condition?_summary=count", annas)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(server.get("Condition?patient=anna&_summary=count", coder)
                        .json()
                        .path("total")
                        .asInt())
                .isPositive();
        assertThat(ids(server.get("Patient/anna/$everything?_count=100", annas)))
                .contains("anna", "anna-lab", "anna-claim")
                .noneMatch(id -> id.startsWith("boris"));
        assertThat(server.get("Patient/anna/$everything", server.token("clinician", "patient/Patient.r", "anna"))
                        .text())
                .contains("mark-anna")
                .doesNotContain("mark-anna-lab");
    }

    @Test
    void whatComesAlongIsJudgedAsWell() {
        String conditions = server.token("coder", "user/Encounter.rs");

        assertThat(ids(server.get(
                        "Encounter?_revinclude=Observation:encounter&_include=Encounter:patient&_count=50", coder)))
                .contains("anna-lab", "boris-lab", "anna");
        assertThat(ids(server.get(
                        "Encounter?_revinclude=Observation:encounter&_include=Encounter:patient&_count=50",
                        conditions)))
                .contains("anna-visit", "boris-visit")
                .noneMatch(id -> id.endsWith("-lab") || id.equals("anna"));
        assertThat(ids(server.get("Organization?_revinclude=Encounter:service-provider", annas)))
                .contains("organization", "anna-visit")
                .doesNotContain("boris-visit");
        assertThat(ids(server.get("Claim?_include=*&_revinclude=*", annas))).noneMatch(id -> id.startsWith("boris"));
    }

    @Test
    void thePagesOfAnothersSearchAreNobodyElses() {
        JsonNode first = server.get("Observation?_count=1", coder).json();
        String next = "";
        for (JsonNode link : first.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                next = link.path("url").asText();
            }
        }
        assertThat(next).contains("_getpages=");
        String path = next.substring(next.indexOf("/fhir"));

        assertThat(server.get(path, coder).status()).isEqualTo(200);
        for (String other :
                List.of(annas, server.token("coder", "user/Observation.s"), server.token("auditor", "user/*.rs"))) {
            Answer answer = server.get(path, other);
            assertThat(answer.status()).isIn(404, 410);
            assertThat(answer.text()).doesNotContain("mark-");
        }
        assertThat(server.get(path, "").status()).isEqualTo(401);
    }

    @Test
    void nothingIsWrittenByWayOfASearch() {
        String condition =
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/anna\"},\"identifier\":[{\"value\":\"x\"}]}";
        String system = server.token("system", "system/Condition.cu");

        assertThat(server.send("POST", "Condition", annas, condition, "If-None-Exist", "patient=Patient/boris")
                        .status())
                .isEqualTo(403);
        assertThat(server.send("PUT", "Condition?patient=Patient/boris", annas, condition)
                        .status())
                .isEqualTo(403);
        assertThat(server.send("DELETE", "Condition?patient=Patient/boris", annas, "")
                        .status())
                .isEqualTo(403);
        assertThat(server.send("POST", "Condition", system, condition, "If-None-Exist", "identifier=x")
                        .status())
                .isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                "Condition",
                                annas,
                                condition.replace("Patient/anna", "Patient?name=Family-boris"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aChartIsNotLeftByWhatIsWritten() {
        String onAnna = "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/anna\"}%s}";
        List<String> refused = List.of(
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/boris\"}}",
                "{\"resourceType\":\"Condition\"}",
                onAnna.formatted(",\"encounter\":{\"reference\":\"Encounter/boris-visit\"}"),
                onAnna.formatted(",\"evidence\":[{\"detail\":[{\"reference\":\"Observation/boris-lab\"}]}]"),
                onAnna.formatted(",\"evidence\":[{\"detail\":[{\"reference\":\"Binary/boris-text\"}]}]"),
                onAnna.formatted(",\"evidence\":[{\"detail\":[{\"reference\":\"Provenance/boris-proof\"}]}]"));

        for (String body : refused) {
            Answer answer = server.send("POST", "Condition", annas, body);
            assertThat(answer.status()).as(body + answer.text()).isEqualTo(403);
        }
        assertThat(server.send("POST", "Condition", annas, onAnna.formatted("")).status())
                .isEqualTo(201);
        // Taken over: a resource of his rewritten as one of hers.
        assertThat(server.send(
                                "PUT",
                                "Condition/boris-problem",
                                annas,
                                "{\"resourceType\":\"Condition\",\"id\":\"boris-problem\","
                                        + "\"subject\":{\"reference\":\"Patient/anna\"}}")
                        .status())
                .isEqualTo(403);
        // A patch whose test would tell what is there.
        for (String value : List.of("Patient/boris", "Patient/anna")) {
            assertThat(server.send(
                                    "PATCH",
                                    "Condition/boris-problem",
                                    annas,
                                    "[{\"op\":\"test\",\"path\":\"/subject/reference\",\"value\":\"" + value + "\"}]")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTransactionIsRefusedAsAWholeForOneEntry() {
        String entry = "{\"resource\":{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/%s\"},"
                + "\"identifier\":[{\"value\":\"of-a-transaction\"}]},\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry.formatted("anna")
                + "," + entry.formatted("boris") + "]}";

        assertThat(server.send("POST", "/fhir", annas, bundle).status()).isEqualTo(403);
        assertThat(server.get("Condition?identifier=of-a-transaction", coder)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(server.send("POST", "/fhir", annas, bundle.replace("boris", "anna"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReviewOfOneChartIsWrittenInOneTransaction() {
        String bundle =
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:6f2e1a4c-3a0e-4a57-9d0b-1b1a8f2c5d11",
                  "resource":{"resourceType":"Condition","subject":{"reference":"Patient/anna"},"encounter":{"reference":"Encounter/anna-visit"}},
                  "request":{"method":"POST","url":"Condition"}},
                 {"resource":{"resourceType":"Provenance","target":[{"reference":"urn:uuid:6f2e1a4c-3a0e-4a57-9d0b-1b1a8f2c5d11"}],
                   "recorded":"2026-01-01T00:00:00Z","agent":[{"who":{"reference":"Practitioner/practitioner"}}],
                   "entity":[{"role":"source","what":{"reference":"Binary/anna-text"}},
                    {"role":"revision","what":{"reference":"Provenance/anna-proof"}}]},
                  "request":{"method":"POST","url":"Provenance"}}]}
                """;
        Answer answer = server.send("POST", "/fhir", annas, bundle);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void operationsAreForTheRolesThatTheyAreFor() {
        String administrator = server.token("administrator", "openid");
        String lookup = "CodeSystem/$lookup?system=http://hl7.org/fhir/sid/icd-10-cm&code=E11.9";

        assertThat(server.get("$coding-queue", administrator).status()).isEqualTo(200);
        assertThat(server.get("$coding-queue", coder).status()).isEqualTo(403);
        assertThat(server.send("POST", "$coding-retry", coder, "{\"resourceType\":\"Parameters\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.get(lookup, coder).status()).isEqualTo(200);
        assertThat(server.get(lookup, "").status()).isEqualTo(401);
        assertThat(server.get("Patient/anna/$everything", administrator).status())
                .isEqualTo(403);
        assertThat(server.send("POST", "Encounter/boris-visit/$code-note", annas, "{\"resourceType\":\"Parameters\"}")
                        .status())
                .isEqualTo(403);
        String stolen =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"date\",\"valueDate\":\"2026-01-01\"},{\"name\":\"document\",\"resource\":"
                        + "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"url\":\"Binary/boris-text\"}}]}}]}";
        assertThat(server.send("POST", "$code-note", annas, stolen).text())
                .contains("not within what the token is for");
    }

    @Test
    void theFeedsAreForAdministrators() {
        assertThat(server.get("/hl7/feeds", server.token("administrator", "openid"))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/hl7/feeds", coder).status()).isEqualTo(403);
        assertThat(server.get("/hl7/feeds", "").status()).isEqualTo(403);
        assertThat(server.get("/hl7/outbox/destinations", coder).status()).isEqualTo(403);
        assertThat(server.get("/ehr/outbox/destinations", coder).status()).isEqualTo(403);
    }

    @Test
    void whatTellsHowTheServerIsDoingIsForItsMachineAndForAdministrators() {
        String[] elsewhere = {"X-Forwarded-For", "192.0.2.7"};

        assertThat(server.get("/health/ready", "").status()).isEqualTo(200);
        assertThat(server.send("GET", "/health/ready", "", "", elsewhere).status())
                .isEqualTo(200);
        for (String path : List.of("/metrics", "/")) {
            assertThat(server.get(path, "").status()).isEqualTo(200);
            assertThat(server.send("GET", path, "", "", elsewhere).status()).isEqualTo(401);
            assertThat(server.send("GET", path, coder, "", elsewhere).status()).isEqualTo(403);
            assertThat(server.send("GET", path, server.token("administrator", "openid"), "", elsewhere)
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata/../Patient/anna",
                "/fhir/metadata/%2e%2e/Patient/anna",
                "/fhir/metadata;x=/../Patient/anna",
                "/fhir//Patient/anna",
                "/fhir/./Patient/anna",
                "/FHIR/Patient/anna",
                "/fhir/metadata?_format=json&x=/../Patient/anna",
                "/health/../fhir/Patient/anna",
                "/auth/../fhir/Patient/anna",
                "/auth/..;/fhir/Patient/anna",
                "/fhir/.well-known/smart-configuration/../../Patient/anna"
            })
    void noWayOfWritingAPathLeadsRoundTheToken(String path) {
        Answer answer = server.get(path, "");

        assertThat(answer.text()).doesNotContain("mark-anna").doesNotContain("Family-anna");
    }

    private List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.json()
                .path("entry")
                .forEach(entry -> ids.add(entry.at("/resource/id").asText()));
        return List.copyOf(new TreeSet<>(ids));
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(server.issuer().address())
                .audience(TokenIssuer.AUDIENCE)
                .subject("someone")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
    }

    /** With the public key as the secret, as whoever checks without looking at the algorithm would. */
    private String byASharedSecret() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims());
        token.sign(new MACSigner(new byte[64]));
        return token.serialize();
    }
}
