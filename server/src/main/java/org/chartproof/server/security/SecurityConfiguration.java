package org.chartproof.server.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.ChartproofConfig.Security;
import org.chartproof.server.security.token.AccessTokens;
import org.chartproof.server.security.token.Expected;
import org.chartproof.server.security.token.IssuerKeys;
import org.chartproof.server.security.token.IssuerMetadata;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who calls, and what they may do. */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    /** After what counts and limits requests, before all that answers them. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

    @Bean
    OwnAddress ownAddress(ChartproofConfig config) {
        return new OwnAddress(config.server());
    }

    @Bean
    FilterRegistrationBean<Filter> authentication(
            ChartproofConfig config, OwnAddress address, ObjectProvider<JWKSource<SecurityContext>> ownKeys) {
        Filter filter = config.security().access() == Access.OPEN
                ? new OpenFilter()
                : new AuthenticationFilter(tokens(config.security(), address, ownKeys), new Refusals());
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/*");
        registration.setOrder(ORDER);
        return registration;
    }

    private static AccessTokens tokens(
            Security security, OwnAddress address, ObjectProvider<JWKSource<SecurityContext>> ownKeys) {
        InstantSource clock = InstantSource.system();
        Optional<URI> issuer = security.access() == Access.ISSUER ? security.issuer() : Optional.empty();
        return new AccessTokens(
                Set.copyOf(security.algorithms()),
                issuer.map(foreign -> foreignKeys(security, foreign, clock))
                        // Its own keys need no request.
                        .or(() -> Optional.ofNullable(ownKeys.getIfAvailable()))
                        .orElseGet(() -> new IssuerKeys(() -> Optional.of(address.at("/auth/jwks")))),
                () -> new Expected(
                        issuer.orElseGet(() -> address.at("/auth")).toString(),
                        Set.of(security.audience().orElseGet(address::fhirBase)),
                        security.rolesClaim(),
                        security.clockSkew()),
                clock);
    }

    private static JWKSource<SecurityContext> foreignKeys(Security security, URI issuer, InstantSource clock) {
        Supplier<Optional<URI>> published =
                security.jwks().isPresent() ? security::jwks : discovered(new IssuerMetadata(issuer, clock));
        return new IssuerKeys(published);
    }

    private static Supplier<Optional<URI>> discovered(IssuerMetadata metadata) {
        return () -> metadata.address("jwks_uri");
    }
}
