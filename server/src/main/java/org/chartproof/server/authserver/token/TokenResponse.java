package org.chartproof.server.authserver.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chartproof.server.authserver.scope.Scopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/** Tells an app in the token response what SMART has it look for there: it need not be able to read the access token. */
public final class TokenResponse implements Consumer<OAuth2AccessTokenAuthenticationContext> {
    private static final List<String> TOLD =
            List.of("patient", "encounter", "fhirContext", "need_patient_banner", "fhirUser");

    @Override
    public void accept(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken granted = context.getAuthentication();
        try {
            Map<String, Object> claims = SignedJWT.parse(
                            granted.getAccessToken().getTokenValue())
                    .getJWTClaimsSet()
                    .getClaims();
            Map<String, Object> parameters = new LinkedHashMap<>(granted.getAdditionalParameters());
            for (String name : TOLD) {
                if (claims.containsKey(name)) {
                    parameters.put(name, claims.get(name));
                }
            }
            context.getAccessTokenResponse()
                    .scopes(Scopes.of(String.valueOf(claims.get("scope"))))
                    .additionalParameters(parameters);
        } catch (ParseException e) {
            throw new IllegalStateException("an access token that was just made can't be read", e);
        }
    }
}
