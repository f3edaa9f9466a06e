package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.ConnectedServer.Connected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** CDS Hooks for an EHR that has to show who it is. */
@ExtendWith({RunningServer.class, ConnectedServer.class, AccessServer.class})
class CdsTokensIT {

    private static final String NOTE = "ASSESSMENT:\nChronic kidney disease.\nHeart failure.\n";
    private static final String DOCTOR = "Practitioner/grey";
    private static final String FOREIGN = "https://chartproof.org/fhir/identifier/ehr/main";

    private final Connected connected;
    private final FhirClient inTheEhr;
    private final CdsClient ehr;
    private String id = "";

    CdsTokensIT(RunningServer.Server behindTheEhr, Connected connected) {
        this.connected = connected;
        this.inTheEhr = behindTheEhr.client();
        this.ehr = new CdsClient(connected.root());
        connected.ehr().opensTo(behindTheEhr.root().resolve("/fhir"));
    }

    /** An encounter that arrived from the EHR, under other ids than the EHR's, with two open questions. */
    @BeforeEach
    void arrived(TestInfo test) throws Exception {
        id = "c"
                + Integer.toHexString(
                        test.getTestMethod().orElseThrow().getName().hashCode());
        Fhir here = new Fhir(connected.client());
        put(here, from(TestNote.patient(id + "-p"), "Patient/" + id + "-fp"));
        put(here, from(TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"), "Encounter/" + id + "-fe"));
        put(here, TestNote.document(id + "-d", id + "-p", id + "-e", NOTE));
        here.awaitCoded();
    }

    private static ObjectNode from(ObjectNode resource, String key) {
        resource.putArray("identifier").addObject().put("system", FOREIGN).put("value", key);
        return resource;
    }

    private static void put(Fhir here, JsonNode resource) throws Exception {
        assertThat(here.put(resource).ok()).isTrue();
    }

    private ObjectNode hook() {
        return CdsClient.hook(CdsClient.DISCHARGE, DOCTOR, id + "-fp", id + "-fe")
                .put("fhirServer", connected.ehr().base());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ConnectedServer.ISSUER)
                .audience(connected.root() + "/cds-services/" + CdsClient.DISCHARGE)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String token(Consumer<JWTClaimsSet.Builder> bend) throws JOSEException {
        JWTClaimsSet.Builder claims = claims();
        bend.accept(claims);
        return signed(JWSAlgorithm.ES384, "ehr-1", new ECDSASigner(connected.key()), claims.build());
    }

    private void refused(String token, String words) throws Exception {
        CdsClient.Answer answer = ehr.ask(CdsClient.DISCHARGE, hook(), token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).contains(words);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void theEhrsOwnIdsFindWhatArrivedFromIt() throws Exception {
        JsonNode cards =
                ehr.ask(CdsClient.DISCHARGE, hook(), token(claims -> {})).cards();

        assertThat(cards.at("/0/links/0/appContext").asText()).contains("Encounter/" + id + "-e\"");
        assertThat(cards.at("/0/suggestions/0/actions/0/resource/encounter/reference")
                        .asText())
                .isEqualTo("Encounter/" + id + "-fe");
        // One card is what the operator allows: the other question is told of.
        assertThat(cards).hasSize(2);
        assertThat(cards.at("/1/summary").asText()).isEqualTo("One more question is open");
    }

    @Test
    void aTokenIsTakenOnce() throws Exception {
        String token = token(claims -> {});

        assertThat(ehr.ask(CdsClient.DISCHARGE, hook(), token).status()).isEqualTo(200);
        refused(token, "used before");
    }

    @Test
    void whoDoesNotShowWhoTheyAreGetsNothing() throws Exception {
        CdsClient.Answer without = ehr.ask(CdsClient.DISCHARGE, hook());
        assertThat(without.status()).isEqualTo(401);
        refused("no.jwt.atall", "no signed JWT");
        refused(token(claims -> claims.issuer("https://other.example.org")), "issuer");
        refused(token(claims -> claims.audience("https://other.example.org/cds-services/x")), "audience");
        refused(token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))), "not good");
        refused(token(claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(86_400)))), "an hour");
        refused(token(claims -> claims.jwtID(null)), "not good");
        refused(token(claims -> claims.issueTime(null)), "not good");
    }

    @Test
    void aKeyThatIsNotTheEhrsSignsNothing() throws Exception {
        ECDSASigner stranger =
                new ECDSASigner(new ECKeyGenerator(Curve.P_384).keyID("ehr-1").generate());
        refused(signed(JWSAlgorithm.ES384, "ehr-1", stranger, claims().build()), "not good");
        // The public key as the secret of another algorithm.
        byte[] open = connected.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(signed(JWSAlgorithm.HS256, "ehr-1", new MACSigner(open), claims().build()), "not good");
    }

    @Test
    void feedbackIsTakenOfTheEhrThatWasGivenTheCard() throws Exception {
        JsonNode card = ehr.ask(CdsClient.DISCHARGE, hook(), token(claims -> {}))
                .cards()
                .get(0);
        ObjectNode body = TestNote.JSON.createObjectNode();
        body.putArray("feedback")
                .addObject()
                .put("card", card.path("uuid").asText())
                .put("outcome", "accepted")
                .put("outcomeTimestamp", "2026-05-04T10:05:00Z");
        String path = "/cds-services/" + CdsClient.DISCHARGE + "/feedback";

        assertThat(ehr.post(path, body.toString(), Optional.empty()).status()).isEqualTo(401);
        assertThat(ehr.post(path, body.toString(), Optional.of(token(claims -> {})))
                        .status())
                .isEqualTo(200);
        JsonNode said = new Fhir(connected.client())
                .read("Communication/card-" + card.path("uuid").asText());
        assertThat(said.at("/sender/identifier/system").asText()).isEqualTo(ConnectedServer.ISSUER);
    }

    @Test
    void whatTheEhrDoesNotSendAlongIsReadWithTheTokenThatItLends() throws Exception {
        String visits = "https://ehr.example.org/visits";
        Fhir there = new Fhir(inTheEhr);
        put(there, TestNote.patient(id + "-q"));
        ObjectNode foreign = TestNote.encounter(id + "-g", id + "-q", "AMB", "in-progress");
        foreign.putArray("identifier").addObject().put("system", visits).put("value", id);
        put(there, foreign);
        ObjectNode local =
                from(TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"), "Encounter/" + id + "-fe");
        local.withArray("identifier").addObject().put("system", visits).put("value", id);
        put(new Fhir(connected.client()), local);
        ObjectNode request = CdsClient.hook(CdsClient.DISCHARGE, DOCTOR, id + "-q", id + "-g")
                .put("fhirServer", connected.ehr().base());
        request.putObject("fhirAuthorization")
                .put("access_token", connected.ehr().lend())
                .put("token_type", "Bearer");

        assertThat(ehr.ask(CdsClient.DISCHARGE, request, token(claims -> {})).cards())
                .isNotEmpty();
        ((ObjectNode) request.path("fhirAuthorization")).put("access_token", "of-somebody-else");
        CdsClient.Answer answer = ehr.ask(CdsClient.DISCHARGE, request, token(claims -> {}));
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.error()).contains("HTTP 401");
    }

    @Test
    void whereNoEhrIsConfiguredAndAccessIsNotOpenNobodyIsAnsweredNotEvenThisMachine(AccessServer.Server server)
            throws Exception {
        CdsClient here = new CdsClient(java.net.URI.create(server.root()));

        for (String service : List.of(CdsClient.DISCHARGE, CdsClient.ORDERS, CdsClient.CHART)) {
            CdsClient.Answer answer = here.ask(service, CdsClient.hook(service, DOCTOR, id + "-p", id + "-e"));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).contains("cds-hooks.clients");
        }
        // A token that this server itself takes is none of an EHR.
        String ours = server.token("clinician", "user/*.rs");
        assertThat(here.ask(CdsClient.DISCHARGE, hook(), ours).status()).isEqualTo(401);
        assertThat(here.post("/cds-services/" + CdsClient.DISCHARGE + "/feedback", "{}", Optional.empty())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aPageOfTheEhrMayAskFromABrowserAndNoOther() throws Exception {
        for (String origin : new String[] {"https://ehr.example.org", "https://evil.example.org"}) {
            CdsClient.Answer answer =
                    ehr.send(HttpRequest.newBuilder(connected.root().resolve("/cds-services/" + CdsClient.DISCHARGE))
                            .header("Origin", origin)
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "authorization, content-type")
                            .method("OPTIONS", BodyPublishers.noBody())
                            .build());
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .isEqualTo(origin.contains("evil") ? Optional.empty() : Optional.of(origin));
        }
    }
}
