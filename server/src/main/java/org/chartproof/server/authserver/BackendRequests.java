package org.chartproof.server.authserver;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Cuts what a backend service asks for to what it may have; where that is nothing, refuses it. */
final class BackendRequests implements AuthenticationConverter, Consumer<OAuth2ClientCredentialsAuthenticationContext> {
    private final AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();
    private final RoleScopes roleScopes;

    BackendRequests(RoleScopes roleScopes) {
        this.roleScopes = roleScopes;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication converted = standard.convert(request);
        if (!(converted instanceof OAuth2ClientCredentialsAuthenticationToken asked)) {
            return converted;
        }
        RegisteredClient client = asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken authenticated
                ? authenticated.getRegisteredClient()
                : null;
        Set<String> scopes = client == null
                ? Set.of()
                : Scopes.within(asked.getScopes(), client.getScopes(), roleScopes.of(List.of(Role.SYSTEM)));
        return new OAuth2ClientCredentialsAuthenticationToken(
                (Authentication) asked.getPrincipal(), scopes, asked.getAdditionalParameters());
    }

    @Override
    public void accept(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken asked = context.getAuthentication();
        if (asked.getScopes().isEmpty()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
