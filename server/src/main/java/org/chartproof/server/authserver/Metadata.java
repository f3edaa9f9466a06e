package org.chartproof.server.authserver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartproof.server.authserver.client.AssertionDecoders;

/** What the metadata says: what there is, and nothing that the library could do and we don't. */
final class Metadata {
    private static final List<String> METHODS = List.of("client_secret_basic", "private_key_jwt", "none");
    private static final List<String> GRANTS = List.of("authorization_code", "client_credentials", "refresh_token");
    private static final Set<String> NOT_OFFERED = Set.of(
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "end_session_endpoint",
            "registration_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private Metadata() {}

    static void complete(Map<String, Object> claims) {
        claims.keySet().removeAll(NOT_OFFERED);
        claims.put("token_endpoint_auth_methods_supported", METHODS);
        claims.put("introspection_endpoint_auth_methods_supported", METHODS.subList(0, 2));
        claims.put("revocation_endpoint_auth_methods_supported", METHODS);
        claims.put("token_endpoint_auth_signing_alg_values_supported", AssertionDecoders.algorithms());
        claims.put("grant_types_supported", GRANTS);
        claims.put(
                "scopes_supported",
                List.of(
                        "openid",
                        "profile",
                        "fhirUser",
                        "launch",
                        "launch/patient",
                        "launch/encounter",
                        "online_access",
                        "offline_access",
                        "patient/*.rs",
                        "user/*.cruds",
                        "system/*.cruds"));
    }
}
