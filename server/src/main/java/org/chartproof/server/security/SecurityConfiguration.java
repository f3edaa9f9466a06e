package org.chartproof.server.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.ChartproofConfig.Security;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.RestConfiguration;
import org.chartproof.server.security.discovery.Endpoints;
import org.chartproof.server.security.discovery.SecurityStatement;
import org.chartproof.server.security.discovery.SmartConfiguration;
import org.chartproof.server.security.token.AccessTokens;
import org.chartproof.server.security.token.Expected;
import org.chartproof.server.security.token.IssuerKeys;
import org.chartproof.server.security.token.IssuerMetadata;
import org.chartproof.server.status.PublicAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who calls, and where they are told to sign in. */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    /** After what counts and limits requests, before all that answers them. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

    private static final String OWN = "/auth";
    private static final String SMART = RestConfiguration.BASE_PATH + "/.well-known/smart-configuration";

    private static final List<String> FOREIGN = List.of(
            "authorization_endpoint",
            "token_endpoint",
            "introspection_endpoint",
            "revocation_endpoint",
            "userinfo_endpoint",
            "jwks_uri");

    private final InstantSource clock = InstantSource.system();

    /** What the authorization server says of itself, whichever it is. */
    private record AuthorizationServer(Security security, PublicAddress address, Optional<IssuerMetadata> metadata) {

        boolean isOwn() {
            return metadata.isEmpty();
        }

        boolean isOpen() {
            return security.access() == Access.OPEN;
        }

        String issuer() {
            return security.issuer()
                    .filter(foreign -> !isOwn())
                    .map(URI::toString)
                    .orElseGet(() -> address.at(OWN));
        }

        Endpoints endpoints() {
            Map<String, String> known = new LinkedHashMap<>();
            if (metadata.isPresent()) {
                FOREIGN.forEach(name -> metadata.get().address(name).ifPresent(at -> known.put(name, at.toString())));
                security.jwks().ifPresent(at -> known.put("jwks_uri", at.toString()));
            } else {
                known.put("authorization_endpoint", address.at(OWN + "/authorize"));
                known.put("token_endpoint", address.at(OWN + "/token"));
                known.put("introspection_endpoint", address.at(OWN + "/introspect"));
                known.put("revocation_endpoint", address.at(OWN + "/revoke"));
                known.put("jwks_uri", address.at(OWN + "/jwks"));
            }
            return new Endpoints(issuer(), known);
        }

        Optional<URI> keys() {
            return isOwn()
                    ? Optional.of(URI.create(address.at(OWN + "/jwks")))
                    : security.jwks().or(() -> metadata.flatMap(document -> document.address("jwks_uri")));
        }

        private boolean isFhir(String at) {
            return address.is(at, RestConfiguration.BASE_PATH);
        }

        Expected expected() {
            return new Expected(
                    issuer(),
                    audience -> security.audience().map(audience::equals).orElseGet(() -> isFhir(audience)),
                    this::isFhir,
                    security.rolesClaim(),
                    security.clockSkew());
        }
    }

    @Bean
    AuthorizationServer authorizationServer(ChartproofConfig config, PublicAddress address) {
        Security security = config.security();
        Optional<URI> issuer = security.access() == Access.ISSUER ? security.issuer() : Optional.empty();
        return new AuthorizationServer(security, address, issuer.map(foreign -> new IssuerMetadata(foreign, clock)));
    }

    @Bean
    FilterRegistrationBean<Filter> authentication(
            AuthorizationServer server, ObjectProvider<JWKSource<SecurityContext>> ownKeys) {
        Filter filter =
                server.isOpen() ? new OpenFilter() : new AuthenticationFilter(tokens(server, ownKeys), new Refusals());
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/*");
        registration.setOrder(ORDER);
        return registration;
    }

    private AccessTokens tokens(AuthorizationServer server, ObjectProvider<JWKSource<SecurityContext>> ownKeys) {
        JWKSource<SecurityContext> published = new IssuerKeys(server::keys);
        return new AccessTokens(
                Set.copyOf(server.security().algorithms()),
                // Its own keys need no request.
                server.isOwn() ? ownKeys.getIfAvailable(() -> published) : published,
                server::expected,
                clock);
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(AuthorizationServer server) {
        ServletRegistrationBean<SmartConfiguration> registration =
                new ServletRegistrationBean<>(new SmartConfiguration(server::endpoints, server.isOwn()), SMART);
        registration.setName("smart-configuration");
        registration.setEnabled(!server.isOpen());
        return registration;
    }

    @Bean
    FhirInterceptor securityStatement(AuthorizationServer server) {
        return new FhirInterceptor(
                new SecurityStatement(
                        () -> Optional.of(server).filter(any -> !any.isOpen()).map(AuthorizationServer::endpoints)),
                FhirInterceptor.Place.REST);
    }
}
