package org.chartproof.server.authserver.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a client without a secret refresh and revoke its tokens, where what it shows is the refresh token itself, which is good once; and exchange what an EHR gave it, which is good once as well. The library asks public
 * clients for a code verifier alone, and so would let them do none of that.
 */
public final class UnprovedClients implements AuthenticationConverter, AuthenticationProvider {
    private static final Set<String> GRANTS =
            Set.of(AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.TOKEN_EXCHANGE.getValue());

    private final RegisteredClientRepository clients;

    public UnprovedClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        // Exactly one: a second grant type would get in without its code verifier.
        String[] grants = request.getParameterValues(OAuth2ParameterNames.GRANT_TYPE);
        boolean showsToken = grants != null && grants.length == 1 && GRANTS.contains(grants[0]);
        boolean revokes = request.getRequestURI().endsWith("/revoke");
        boolean showsMore = request.getHeader("Authorization") != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null;
        if (!(showsToken || revokes) || showsMore) {
            return null;
        }
        String[] ids = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (ids == null || ids.length != 1) {
            return null;
        }
        return new Unproved(ids[0]);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof Unproved shown)) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(shown.getPrincipal().toString());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return Unproved.class.isAssignableFrom(type);
    }

    /** A type of its own, since what a request holds can't make one. */
    private static final class Unproved extends OAuth2ClientAuthenticationToken {
        private static final long serialVersionUID = 1L;

        Unproved(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }
}
