package org.chartproof.server.authserver.exchange;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.token.SpentTokens;
import org.chartproof.server.authserver.token.TokenClaims;
import org.chartproof.server.authserver.token.TokenHash;
import org.chartproof.server.authserver.user.LaunchedPeople;
import org.chartproof.server.security.Role;
import org.chartproof.server.security.token.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Gives a token of ours for what an EHR gave (RFC 8693). The subject token is the EHR's access token; beside it the page sends the {@code id_token} that came with it, {@code iss} as SMART calls the EHR's FHIR base, and
 * {@code patient} and {@code encounter}, which are claims of the page until the EHR has shown them.
 */
public final class EhrSignIns implements AuthenticationProvider {
    private static final Logger LOG = LoggerFactory.getLogger(EhrSignIns.class);

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** Of the patient who is open in the EHR alone, whatever the role: nobody opens here whom they can't open there. */
    private static final Set<String> LIMIT = Set.of("patient/*.cruds", Scopes.ONLINE_ACCESS);

    private final LaunchingEhrs ehrs;
    private final RoleScopes roleScopes;
    private final SpentTokens spent;
    private final OAuth2AuthorizationService authorizations;
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;

    public EhrSignIns(
            LaunchingEhrs ehrs,
            RoleScopes roleScopes,
            SpentTokens spent,
            OAuth2AuthorizationService authorizations,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens) {
        this.ehrs = ehrs;
        this.roleScopes = roleScopes;
        this.spent = spent;
        this.authorizations = authorizations;
        this.tokens = tokens;
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenExchangeAuthenticationToken asked = (OAuth2TokenExchangeAuthenticationToken) authentication;
        if (!(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
                || !client.isAuthenticated()
                || client.getRegisteredClient() == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        RegisteredClient app = client.getRegisteredClient();
        if (!app.getAuthorizationGrantTypes().contains(AuthorizationGrantType.TOKEN_EXCHANGE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
        LaunchingEhr ehr = parameter(asked, "iss").flatMap(ehrs::at).orElseThrow(() -> {
            LOG.warn("A sign-in of an EHR that is not under ehr.sources with launch.client-id was refused");
            return Unproved.wrong("This EHR is not configured: ehr.sources.NAME.base and launch.client-id.");
        });
        try {
            return granted(asked, client, app, ehr);
        } catch (OAuth2AuthenticationException e) {
            LOG.warn("A sign-in of the EHR {} was refused: {}", ehr.name(), e.getMessage());
            throw e;
        }
    }

    private Authentication granted(
            OAuth2TokenExchangeAuthenticationToken asked,
            OAuth2ClientAuthenticationToken client,
            RegisteredClient app,
            LaunchingEhr ehr) {
        if (!asked.getSubjectTokenType().equals(ACCESS_TOKEN)
                || !asked.getRequestedTokenType().equals(ACCESS_TOKEN)
                || asked.getActorToken() != null) {
            throw Unproved.wrong("An access token is given for an access token.");
        }
        String accessToken = asked.getSubjectToken();
        String idToken =
                parameter(asked, "id_token").orElseThrow(() -> Unproved.wrong("The EHR gave the page no id token."));
        String patient =
                parameter(asked, "patient").orElseThrow(() -> Unproved.wrong("No patient is open in the EHR."));
        Role role = ehrs.people()
                .role(LaunchedPeople.name(ehr.name(), ""))
                .orElseThrow(() -> Unproved.denied("What people of this EHR work as is not configured: ehr.sources."
                        + ehr.name() + ".launch.role."));
        Identity who = ehr.who(idToken, accessToken);
        LaunchingEhr.Open open = ehr.shown(patient, parameter(asked, "encounter"), accessToken);
        LaunchContext context = ehr.local(open);
        Set<String> scopes = Scopes.within(asked.getScopes(), app.getScopes(), LIMIT, roleScopes.of(Set.of(role)));
        if (!Scopes.readResources(scopes)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        // Of what was signed: the signature of one token can be written in more than one way.
        if (!spent.spend(TokenHash.of("id token\n" + idToken.substring(0, idToken.lastIndexOf('.'))), who.staleAt())) {
            throw Unproved.notProved("The EHR's id token was used before.");
        }
        ehrs.fetchIfMissing(ehr, open, context);
        LOG.info("Somebody was signed in by the EHR {}", ehr.name());
        return tokens(asked, client, app, authorization(app, ehr, who, context, scopes), who);
    }

    private static Optional<String> parameter(OAuth2TokenExchangeAuthenticationToken asked, String name) {
        return asked.getAdditionalParameters().get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    private static OAuth2Authorization authorization(
            RegisteredClient app, LaunchingEhr ehr, Identity who, LaunchContext context, Set<String> scopes) {
        String name = LaunchedPeople.name(ehr.name(), who.subject());
        return OAuth2Authorization.withRegisteredClient(app)
                .principalName(name)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizedScopes(scopes)
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(name, null, List.of()))
                .attribute(TokenClaims.CONTEXT, context.parameters())
                .attribute(
                        TokenClaims.FHIR_USER,
                        who.fhirUser().map(ehr::localUser).orElseThrow())
                .build();
    }

    private Authentication tokens(
            OAuth2TokenExchangeAuthenticationToken asked,
            OAuth2ClientAuthenticationToken client,
            RegisteredClient app,
            OAuth2Authorization begun,
            Identity who) {
        DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
                .registeredClient(app)
                .principal(begun.<Authentication>getAttribute(Principal.class.getName()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorization(begun)
                .authorizedScopes(begun.getAuthorizedScopes())
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizationGrant(asked);
        OAuth2Token made =
                tokens.generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
        if (made == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.SERVER_ERROR);
        }
        OAuth2AccessToken access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                made.getTokenValue(),
                made.getIssuedAt(),
                made.getExpiresAt(),
                begun.getAuthorizedScopes());
        OAuth2Authorization.Builder done = OAuth2Authorization.from(begun).token(access, metadata -> {
            metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
            if (made instanceof ClaimAccessor claims) {
                metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims.getClaims());
            }
        });
        OAuth2RefreshToken refresh = (OAuth2RefreshToken)
                tokens.generate(context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build());
        if (refresh != null) {
            done.refreshToken(refresh);
        }
        authorizations.save(done.build());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("issued_token_type", ACCESS_TOKEN);
        who.name().ifPresent(name -> told.put("name", name));
        return new OAuth2AccessTokenAuthenticationToken(app, client, access, refresh, told);
    }
}
