package org.chartproof.server.authserver;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.server.authserver.client.AssertionDecoders;
import org.chartproof.server.authserver.client.ClientAssertions;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.client.SecretDigest;
import org.chartproof.server.authserver.client.UnprovedClients;
import org.chartproof.server.authserver.exchange.EhrSignIns;
import org.chartproof.server.authserver.exchange.LaunchingEhrs;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.token.Authorizations;
import org.chartproof.server.authserver.token.RefreshTokens;
import org.chartproof.server.authserver.token.SigningKeys;
import org.chartproof.server.authserver.token.SpentTokens;
import org.chartproof.server.authserver.token.TokenClaims;
import org.chartproof.server.authserver.token.TokenResponse;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.status.PublicAddress;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2TokenEndpointConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Puts the library's filters together: which endpoints there are, who may ask them, and where what SMART asks for comes in.
 *
 * @param ehrs     that people open the review page from
 * @param consents in the database
 * @param framers  origins of EHRs that show our pages in a frame
 * @param launcher whether there is one, which may bring users along
 */
record AuthServerChain(
        PublicAddress address,
        Users users,
        Clients clients,
        RoleScopes roleScopes,
        SigningKeys keys,
        SpentTokens spent,
        Authorizations authorizations,
        Launches launches,
        LaunchingEhrs ehrs,
        JdbcTemplate consents,
        List<String> framers,
        boolean launcher,
        InstantSource clock) {
    /** Where RFC 8414 looks for the metadata of the issuer {@code .../auth}. */
    static final String METADATA = "/.well-known/oauth-authorization-server/auth";

    private static final String AUTHORIZE = "/auth/authorize";

    /** What apps ask without the cookies of anyone, from pages of other origins as well. */
    private static final List<String> ENDPOINTS = List.of(
            "/auth/token",
            "/auth/introspect",
            "/auth/revoke",
            "/auth/userinfo",
            "/auth/jwks",
            "/auth/.well-known/openid-configuration",
            METADATA);

    private static final List<String> FOR_EVERYONE = List.of(
            "/auth/jwks", "/auth/.well-known/openid-configuration", METADATA, LoginPages.PATH, "/auth/auth.css");

    SecurityFilterChain build(HttpSecurity http) throws Exception {
        LoginPages login = new LoginPages(new LoginThrottle(clock), address.isConfigured());
        RequestMatcher authorize = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, AUTHORIZE);
        HttpSessionRequestCache requests = new HttpSessionRequestCache();
        requests.setRequestMatcher(authorize);
        requests.setMatchingRequestParameterName(null);
        http.setSharedObject(JWKSource.class, keys);

        http.securityMatcher(any(Stream.concat(
                        ENDPOINTS.stream(),
                        Stream.of(AUTHORIZE, LoginPages.PATH, "/auth/consent", ChartChoice.PATH, "/auth/auth.css"))))
                .with(
                        OAuth2AuthorizationServerConfigurer.authorizationServer(),
                        server -> server.registeredClientRepository(clients)
                                .authorizationService(authorizations)
                                .authorizationConsentService(
                                        new JdbcOAuth2AuthorizationConsentService(consents, clients))
                                .authorizationServerSettings(settings())
                                .tokenGenerator(tokens())
                                .clientAuthentication(this::clientAuthentication)
                                .authorizationEndpoint(this::authorizationEndpoint)
                                .tokenEndpoint(this::tokenEndpoint)
                                .authorizationServerMetadataEndpoint(
                                        endpoint -> endpoint.authorizationServerMetadataCustomizer(
                                                metadata -> metadata.claims(Metadata::complete)))
                                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                        endpoint -> endpoint.providerConfigurationCustomizer(
                                                metadata -> metadata.claims(Metadata::complete)))))
                .oauth2ResourceServer(resources -> resources.jwt(jwt -> jwt.decoder(decoder())))
                .authorizeHttpRequests(requestsOf -> requestsOf
                        .requestMatchers(any(FOR_EVERYONE.stream()))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(LoginPages.PATH),
                        any(Stream.of(AUTHORIZE, "/auth/consent", ChartChoice.PATH))))
                .authenticationProvider(passwords())
                .formLogin(form -> form.loginPage(LoginPages.PATH)
                        .loginProcessingUrl(LoginPages.PATH)
                        .successHandler(success(login, requests))
                        .failureHandler(login))
                .addFilterBefore(login, UsernamePasswordAuthenticationFilter.class)
                // After the session is known, before the request is answered.
                .addFilterBefore(new ChartChoice(clients, users, roleScopes, launches, launcher), LogoutFilter.class)
                .addFilterBefore(new FreshSignIn(), ChartChoice.class)
                .requestCache(cache -> cache.requestCache(requests))
                .logout(logout -> logout.disable())
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter(
                                (request, response) -> response.setHeader("Content-Security-Policy", contentPolicy())));
        return http.build();
    }

    private static AuthorizationServerSettings settings() {
        // The issuer is the public address and /auth, which is known once the server listens.
        return AuthorizationServerSettings.builder()
                .multipleIssuersAllowed(true)
                .authorizationEndpoint("/authorize")
                .tokenEndpoint("/token")
                .jwkSetEndpoint("/jwks")
                .tokenIntrospectionEndpoint("/introspect")
                .tokenRevocationEndpoint("/revoke")
                .oidcUserInfoEndpoint("/userinfo")
                .build();
    }

    private OAuth2TokenGenerator<OAuth2Token> tokens() {
        JwtGenerator jwts = new JwtGenerator(new NimbusJwtEncoder(keys.forSigning()));
        jwts.setJwtCustomizer(new TokenClaims(users, ehrs.people(), roleScopes, address));
        return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(clock));
    }

    private void clientAuthentication(OAuth2ClientAuthenticationConfigurer authentication) {
        UnprovedClients unproved = new UnprovedClients(clients);
        authentication
                .authenticationConverter(unproved)
                .authenticationConverters(converters -> converters.replaceAll(
                        one -> one instanceof JwtClientAssertionAuthenticationConverter ? new ClientAssertions() : one))
                .authenticationProvider(unproved)
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof JwtClientAssertionAuthenticationProvider assertions) {
                        assertions.setJwtDecoderFactory(new AssertionDecoders(clients, address, spent, clock));
                    } else if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                        secrets.setPasswordEncoder(new SecretDigest());
                    }
                }));
    }

    private void authorizationEndpoint(OAuth2AuthorizationEndpointConfigurer endpoint) {
        AuthorizationRequests requests = new AuthorizationRequests(clients, users, roleScopes, launches, address);
        endpoint.consentPage("/auth/consent")
                .errorResponseHandler(new Refusals())
                .authorizationRequestConverters(converters -> converters.replaceAll(
                        one -> one instanceof OAuth2AuthorizationCodeRequestAuthenticationConverter ? requests : one))
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                        codes.setAuthenticationValidator(requests);
                    }
                }));
    }

    private void tokenEndpoint(OAuth2TokenEndpointConfigurer endpoint) {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler response =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        response.setAccessTokenResponseCustomizer(new TokenResponse());
        BackendRequests backend = new BackendRequests(roleScopes);
        EhrSignIns signIns = new EhrSignIns(ehrs, roleScopes, spent, authorizations, tokens());
        endpoint.accessTokenResponseHandler(response)
                .accessTokenRequestConverters(converters -> converters.replaceAll(
                        one -> one instanceof OAuth2ClientCredentialsAuthenticationConverter ? backend : one))
                .authenticationProviders(providers -> {
                    // The library would exchange its own tokens alone.
                    providers.replaceAll(
                            one -> one instanceof OAuth2TokenExchangeAuthenticationProvider ? signIns : one);
                    providers.forEach(provider -> {
                        if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider credentials) {
                            credentials.setAuthenticationValidator(backend);
                        }
                    });
                });
    }

    /** For the endpoint that tells an app who signed in; it takes our own access tokens. */
    private JwtDecoder decoder() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return new NimbusJwtDecoder(processor);
    }

    private DaoAuthenticationProvider passwords() {
        // Hashes as well where there is no such user, so that both take as long.
        DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(users::required);
        passwords.setPasswordEncoder(new BCryptPasswordEncoder());
        return passwords;
    }

    private static AuthenticationSuccessHandler success(LoginPages login, HttpSessionRequestCache requests) {
        var handler = login.success();
        handler.setRequestCache(requests);
        return handler;
    }

    /** Apps are in form-action, since browsers hold it against the redirect that answers a form. */
    private String contentPolicy() {
        return "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self' "
                + String.join(" ", framers) + "; form-action 'self' " + String.join(" ", clients.origins());
    }

    private static RequestMatcher any(Stream<String> paths) {
        return paths.map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(path))
                .collect(Collectors.collectingAndThen(Collectors.toList(), OrRequestMatcher::new));
    }
}
