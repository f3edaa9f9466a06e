package org.chartproof.server.authserver.token;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.user.LaunchedPeople;
import org.chartproof.server.authserver.user.Person;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.status.PublicAddress;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What access tokens and id tokens say, beside what the library puts in: SMART's launch context, who the user is, and the roles they have now. */
public final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    /** Parameter of a stored authorization request with the launch context, or attribute of an authorization without such a request; an app can't set it. */
    public static final String CONTEXT = "chartproof.context";

    /** Attribute of an authorization with the reference to who it is for, where that is nobody of the file of users. */
    public static final String FHIR_USER = "chartproof.fhir-user";

    private final Users users;
    private final LaunchedPeople launched;
    private final RoleScopes roleScopes;
    private final PublicAddress address;

    public TokenClaims(Users users, LaunchedPeople launched, RoleScopes roleScopes, PublicAddress address) {
        this.users = users;
        this.launched = launched;
        this.roleScopes = roleScopes;
        this.address = address;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        AccessClaims claims = new AccessClaims(address.base().toString());
        boolean access = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
        String client = context.getRegisteredClient().getClientId();
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            claims.system(context.getClaims(), client, context.getAuthorizedScopes());
            return;
        }
        // Who was taken out of the file meanwhile gets no more tokens, and who lost a role no more of its scopes.
        Optional<UserAccount> account = users.find(context.getPrincipal().getName());
        if (access) {
            Person person = account.map(UserAccount::person)
                    .or(() -> launched(context))
                    .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
            Set<String> scopes = Scopes.within(context.getAuthorizedScopes(), roleScopes.of(person.roles()));
            claims.person(context.getClaims(), client, scopes, person);
            launch(context).parameters().forEach(context.getClaims()::claim);
        } else {
            UserAccount user =
                    account.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
            if (context.getAuthorizedScopes().contains(Scopes.FHIR_USER)) {
                user.fhirUser().ifPresent(reference -> context.getClaims()
                        .claim("fhirUser", address.at("/fhir/" + reference)));
            }
            if (context.getAuthorizedScopes().contains(Scopes.PROFILE)) {
                context.getClaims().claim("name", user.display()).claim("preferred_username", user.name());
            }
        }
    }

    private Optional<Person> launched(JwtEncodingContext context) {
        OAuth2Authorization authorization = context.getAuthorization();
        Optional<String> fhirUser =
                Optional.ofNullable(authorization == null ? null : authorization.getAttribute(FHIR_USER));
        return launched.role(context.getPrincipal().getName()).map(role -> new Person(Set.of(role), fhirUser));
    }

    private static LaunchContext launch(JwtEncodingContext context) {
        OAuth2Authorization authorization = context.getAuthorization();
        if (authorization != null && authorization.getAttribute(CONTEXT) instanceof Map<?, ?> parameters) {
            return LaunchContext.of(parameters);
        }
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request != null && request.getAdditionalParameters().get(CONTEXT) instanceof Map<?, ?> parameters
                ? LaunchContext.of(parameters)
                : LaunchContext.none();
    }
}
