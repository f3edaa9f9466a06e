package org.chartproof.server.authserver;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.token.TokenClaims;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.status.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * What SMART adds to an authorization request: scopes are cut to what the client and the user may have, {@code launch} becomes the context that it stands for, {@code aud} has to be this server, and
 * a redirect URI has to be registered to the letter.
 */
final class AuthorizationRequests
        implements AuthenticationConverter, Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    /** Said of a launch that can't be used; stands in the request until its redirect URI is known to be good. */
    private static final String REFUSED = "chartproof.refused";

    private final AuthenticationConverter standard = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final RegisteredClientRepository clients;
    private final Users users;
    private final RoleScopes roleScopes;
    private final Launches launches;
    private final PublicAddress address;

    AuthorizationRequests(
            RegisteredClientRepository clients,
            Users users,
            RoleScopes roleScopes,
            Launches launches,
            PublicAddress address) {
        this.clients = clients;
        this.users = users;
        this.roleScopes = roleScopes;
        this.launches = launches;
        this.address = address;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication converted = standard.convert(request);
        if (!(converted instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            return converted;
        }
        Map<String, Object> parameters = new HashMap<>(asked.getAdditionalParameters());
        // Requests by reference are not offered, and ours are not the app's to set.
        parameters.keySet().removeIf(name -> name.startsWith("chartproof.") || name.equals("request_uri"));
        RegisteredClient client = clients.findByClientId(asked.getClientId());
        Authentication principal = (Authentication) asked.getPrincipal();
        Optional<UserAccount> user = isSignedIn(principal) ? users.find(principal.getName()) : Optional.empty();
        Set<String> scopes = new LinkedHashSet<>(asked.getScopes());
        if (client != null && user.isPresent()) {
            scopes = Scopes.within(
                    asked.getScopes(),
                    client.getScopes(),
                    roleScopes.of(user.get().roles()));
            addContext(parameters, client.getClientId(), user.get(), scopes);
        }
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                principal,
                asked.getRedirectUri(),
                asked.getState(),
                scopes,
                parameters);
    }

    private void addContext(Map<String, Object> parameters, String client, UserAccount user, Set<String> scopes) {
        Object launch = parameters.get("launch");
        if (launch == null) {
            if (Scopes.needPatient(scopes)) {
                parameters.put(REFUSED, "nothing was chosen to open it on");
            }
            return;
        }
        Optional<LaunchContext> context = launches.use(launch.toString(), client)
                .filter(begun -> begun.subject().map(user.name()::equals).orElse(true))
                .map(Launches.Launch::context);
        if (context.isEmpty()) {
            parameters.put(REFUSED, "the launch was used, is too old, or is for someone or something else");
            return;
        }
        parameters.put(TokenClaims.CONTEXT, context.get().parameters());
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        RegisteredClient client = context.getRegisteredClient();
        if (asked.getRedirectUri() == null || !client.getRedirectUris().contains(asked.getRedirectUri())) {
            throw refused(asked, "redirect_uri", null);
        }
        Object audience = asked.getAdditionalParameters().get("aud");
        String fhir = audience == null ? "" : audience.toString().replaceFirst("/$", "");
        if (!address.is(fhir, "/fhir")) {
            throw refused(asked, "aud", asked.getRedirectUri());
        }
        Object why = asked.getAdditionalParameters().get(REFUSED);
        if (why != null) {
            throw refused(asked, "launch: " + why, asked.getRedirectUri());
        }
        Authentication principal = (Authentication) asked.getPrincipal();
        if (!isSignedIn(principal)) {
            return;
        }
        if (users.find(principal.getName()).isEmpty()) {
            OAuth2Error gone = new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED, "the user is no longer known", null);
            throw error(asked, gone, asked.getRedirectUri());
        }
        if (asked.getScopes().isEmpty()) {
            OAuth2Error none = new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "none of the scopes is for this app and the roles of who signed in",
                    null);
            throw error(asked, none, asked.getRedirectUri());
        }
    }

    static boolean isSignedIn(@Nullable Authentication principal) {
        return principal != null && principal.isAuthenticated() && !(principal instanceof AnonymousAuthenticationToken);
    }

    /** @param redirect where to tell it; null for nowhere but here */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked, String parameter, @Nullable String redirect) {
        return error(
                asked,
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: " + parameter, null),
                redirect);
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException error(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked, OAuth2Error error, @Nullable String redirect) {
        OAuth2AuthorizationCodeRequestAuthenticationToken told = new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                redirect,
                asked.getState(),
                asked.getScopes(),
                Map.of());
        told.setAuthenticated(true);
        return new OAuth2AuthorizationCodeRequestAuthenticationException(error, told);
    }
}
