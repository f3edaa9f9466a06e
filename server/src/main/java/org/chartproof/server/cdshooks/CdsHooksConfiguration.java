package org.chartproof.server.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.ChartproofConfig.CdsClient;
import org.chartproof.server.config.ChartproofConfig.CdsHooks;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.status.PublicAddress;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The services under {@code /cds-services}. */
@Configuration(proxyBeanMethods = false)
public class CdsHooksConfiguration {

    @Bean
    ServletRegistrationBean<HttpServlet> cdsServices(
            ChartproofConfig config,
            PublicAddress address,
            DaoRegistry daos,
            FhirContext fhir,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MeterRegistry metrics) {
        CdsHooks settings = config.cdsHooks();
        CardLedger ledger = new CardLedger(dataSource, settings.retention());
        Charts charts = new Charts(daos);
        Services services = new Services(
                new HookReader(fhir),
                new VisitFinder(
                        charts,
                        new ForeignRecords(fhir, Set.copyOf(settings.fhirServers())),
                        Set.copyOf(settings.sameIds()),
                        config.ehr().sources().stream()
                                .collect(Collectors.toMap(EhrSource::base, EhrSource::name, (one, other) -> one))),
                new OpenQueries(charts),
                new Cards(address, settings.suggestTask()),
                ledger,
                address,
                settings.mostCards(),
                UUID::randomUUID);
        FeedbackStore feedback = new FeedbackStore(
                ledger,
                daos,
                settings.clients().stream().collect(Collectors.toMap(CdsClient::name, CdsClient::issuer)),
                transactions);
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                new CdsServicesServlet(
                        callers(config, address, dataSource),
                        services,
                        feedback,
                        metrics,
                        Set.copyOf(settings.origins())),
                CdsServicesServlet.PATH,
                CdsServicesServlet.PATH + "/*");
        registration.setName("cds-services");
        return registration;
    }

    private static CallerCheck callers(ChartproofConfig config, PublicAddress address, DataSource dataSource) {
        CdsHooks settings = config.cdsHooks();
        return settings.clients().isEmpty()
                ? new ThisMachine(config.security().access() == Access.OPEN)
                : new ClientTokens(settings.clients(), address, new UsedTokens(dataSource), InstantSource.system());
    }
}
