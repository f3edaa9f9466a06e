package org.chartproof.server.authserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.chartproof.server.audit.Accounts;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.exchange.LaunchingEhrs;
import org.chartproof.server.authserver.launch.Charts;
import org.chartproof.server.authserver.launch.Launcher;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.token.AddressFile;
import org.chartproof.server.authserver.token.Authorizations;
import org.chartproof.server.authserver.token.KeyFile;
import org.chartproof.server.authserver.token.SigningKeys;
import org.chartproof.server.authserver.token.SpentTokens;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.status.PublicAddress;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The embedded authorization server. Only what is under {@code /auth} goes through Spring Security. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AuthServerConfiguration {
    private static final Duration LAUNCH_LIFE = Duration.ofMinutes(5);
    private static final String[] PATHS = {"/auth/*", AuthServerChain.METADATA};

    private final InstantSource clock = InstantSource.system();

    @Bean
    Users signInUsers(ChartproofConfig config) {
        return new Users(new UserFile(config.signIn().users()));
    }

    @Bean
    Clients signInClients(ChartproofConfig config, PublicAddress address) {
        address.requireKnown();
        return new Clients(config.signIn(), address);
    }

    @Bean
    RoleScopes roleScopes() {
        return RoleScopes.load();
    }

    @Bean
    SigningKeys signingKeys(ChartproofConfig config, DataSource dataSource) {
        return new SigningKeys(new KeyFile(config.dataDirectory()), dataSource, clock);
    }

    @Bean
    SpentTokens spentTokens(DataSource dataSource) {
        return new SpentTokens(dataSource);
    }

    @Bean
    Authorizations authorizations(
            DataSource dataSource, PlatformTransactionManager transactions, Clients clients, SpentTokens spent) {
        return new Authorizations(
                new JdbcTemplate(dataSource), clients, new TransactionTemplate(transactions), spent, clock);
    }

    @Bean
    Launches launches(DataSource dataSource) {
        return new Launches(dataSource, LAUNCH_LIFE);
    }

    @Bean
    Accounts accounts(Users users, Clients clients, Authorizations authorizations) {
        return new KnownAccounts(users, clients, authorizations);
    }

    @Bean(destroyMethod = "close")
    LaunchingEhrs launchingEhrs(ChartproofConfig config, DaoRegistry daos, News news) {
        return new LaunchingEhrs(config.ehr().sources(), config.security(), new StoredResources(daos), news, clock);
    }

    @Bean
    SecurityFilterChain authServerChain(
            HttpSecurity http,
            PublicAddress address,
            Users users,
            Clients clients,
            RoleScopes roleScopes,
            SigningKeys keys,
            SpentTokens spent,
            Authorizations authorizations,
            Launches launches,
            LaunchingEhrs ehrs,
            DataSource dataSource,
            ChartproofConfig config)
            throws Exception {
        return new AuthServerChain(
                        address,
                        users,
                        clients,
                        roleScopes,
                        keys,
                        spent,
                        authorizations,
                        launches,
                        ehrs,
                        new JdbcTemplate(dataSource),
                        config.origins().ehr(),
                        config.signIn().launcher(),
                        clock)
                .build(http);
    }

    /** Where the chain is asked: not at all about {@code /fhir}. */
    @Bean
    FilterRegistrationBean<Filter> authServerFilter(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.addUrlPatterns(PATHS);
        registration.setOrder(2);
        return registration;
    }

    @Bean
    FilterRegistrationBean<AsPublicAddress> asPublicAddress(PublicAddress address) {
        FilterRegistrationBean<AsPublicAddress> registration =
                new FilterRegistrationBean<>(new AsPublicAddress(address));
        registration.addUrlPatterns(PATHS);
        registration.setOrder(1);
        return registration;
    }

    @Bean
    Charts launchCharts(DaoRegistry daos) {
        return new Charts(daos);
    }

    @Bean
    ServletRegistrationBean<AuthPages> authPages(Clients clients, Users users, Charts charts, Launches launches) {
        ServletRegistrationBean<AuthPages> registration =
                new ServletRegistrationBean<>(new AuthPages(clients, users, charts, launches), "/auth/*");
        registration.setName("auth-pages");
        return registration;
    }

    /** For commands at this machine: what they sign with, and for which server. */
    @Bean
    ApplicationListener<WebServerInitializedEvent> addressKeeper(
            ChartproofConfig config, PublicAddress address, SigningKeys keys) {
        return event -> {
            keys.current();
            new AddressFile(config.dataDirectory()).write(address.base().toString());
        };
    }

    /** Registered where it was asked for alone. */
    @Bean
    ServletRegistrationBean<Launcher> launcher(
            ChartproofConfig config,
            Clients clients,
            Users users,
            Charts charts,
            Launches launches,
            PublicAddress address) {
        if (config.signIn().launcher() && !address.isLoopback()) {
            throw new ConfigurationException("security.launcher lets everyone in as anyone, and server.bind is "
                    + config.server().bind() + ", which others than this machine can reach; take one of them away");
        }
        ServletRegistrationBean<Launcher> registration = new ServletRegistrationBean<>(
                new Launcher(clients, users, charts, launches, address), "/launcher", "/launcher/*");
        registration.setName("launcher");
        registration.setEnabled(config.signIn().launcher());
        return registration;
    }

    @Bean
    ServletContextInitializer signInCookie(PublicAddress address) {
        return context -> {
            var cookie = context.getSessionCookieConfig();
            cookie.setName("chartproof_session");
            cookie.setPath("/auth");
            cookie.setHttpOnly(true);
            cookie.setSecure(address.isSecure());
            // Strict would lose the session of people whom an app sends here.
            cookie.setAttribute("SameSite", "Lax");
        };
    }
}
