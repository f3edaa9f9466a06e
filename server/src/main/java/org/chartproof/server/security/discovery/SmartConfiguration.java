package org.chartproof.server.security.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** {@code /fhir/.well-known/smart-configuration}, by SMART App Launch 2.2. */
public final class SmartConfiguration extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> SCOPES = List.of(
            "openid",
            "fhirUser",
            "launch",
            "launch/patient",
            "launch/encounter",
            "offline_access",
            "online_access",
            "patient/*.rs",
            "user/*.cruds",
            "system/*.cruds");

    /** What our own authorization server can do; of a foreign one what our side of it can. */
    private static final List<String> OURS = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "context-standalone-encounter",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2",
            "sso-openid-connect");

    private static final List<String> FOREIGN = OURS.stream()
            .filter(capability -> capability.startsWith("permission-v")
                    || capability.equals("permission-patient")
                    || capability.equals("permission-user"))
            .toList();

    private final transient Supplier<Endpoints> endpoints;
    private final boolean own;

    /** @param own whether the authorization server is the one that comes with this server */
    public SmartConfiguration(Supplier<Endpoints> endpoints, boolean own) {
        this.endpoints = endpoints;
        this.own = own;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Endpoints known = endpoints.get();
        ObjectNode document = JSON.createObjectNode().put("issuer", known.issuer());
        known.all().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(endpoint -> document.put(endpoint.getKey(), endpoint.getValue()));
        add(document, "grant_types_supported", List.of("authorization_code", "client_credentials", "refresh_token"));
        add(document, "response_types_supported", List.of("code"));
        add(document, "code_challenge_methods_supported", List.of("S256"));
        if (own) {
            add(
                    document,
                    "token_endpoint_auth_methods_supported",
                    List.of("client_secret_basic", "private_key_jwt", "none"));
            add(document, "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"));
        }
        add(document, "scopes_supported", SCOPES);
        add(document, "capabilities", own ? OURS : FOREIGN);
        response.setContentType("application/json;charset=utf-8");
        // Public, and the same for all: a page of any origin may read it before it has a token.
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cache-Control", "max-age=60");
        response.getOutputStream().write(JSON.writeValueAsBytes(document));
    }

    private static void add(ObjectNode document, String name, List<String> values) {
        values.forEach(document.putArray(name)::add);
    }
}
