package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.polling.Backoff;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From an attested claim to the EHR that its encounter came from. */
@Configuration(proxyBeanMethods = false)
public class EhrWriteBackConfiguration {

    @Bean
    EhrOutbox ehrOutbox(DataSource dataSource) {
        return new EhrOutbox(dataSource);
    }

    @Bean
    WrittenTable ehrWritten(DataSource dataSource) {
        return new WrittenTable(dataSource);
    }

    @Bean
    Couriers ehrCouriers(
            ChartproofConfig config,
            Ehrs ehrs,
            EhrOutbox outbox,
            WrittenTable written,
            DaoRegistry daos,
            FhirContext fhir,
            MeterRegistry metrics) {
        AttestedReader reader = new AttestedReader(daos);
        List<Ehr> told = ehrs.all().stream().filter(ehr -> isTold(ehr.source())).toList();
        List<Courier> couriers = told.stream()
                .map(ehr -> new Courier(
                        ehr.name(),
                        outbox,
                        new Teller(ehr.client(), reader, fhir, written),
                        new Backoff(
                                ehr.source().connection().backoff(),
                                ehr.source().connection().longestBackoff()),
                        config.ehr().maxTries(),
                        metrics))
                .toList();
        return new Couriers(told.stream().map(Ehr::name).toList(), couriers, outbox, metrics);
    }

    @Bean
    FhirInterceptor attestedClaims(ChartproofConfig config, EhrOutbox outbox, Couriers ehrCouriers) {
        return new FhirInterceptor(new AttestedClaims(told(config), outbox, ehrCouriers::wake), Place.STORAGE);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> ehrOutboxServlet(
            ChartproofConfig config, EhrOutbox outbox, WrittenTable written, Couriers ehrCouriers) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                new EhrOutboxServlet(new Hl7Access(config), told(config), outbox, written, ehrCouriers::wake),
                "/ehr/outbox/*");
        registration.setName("ehr-outbox");
        return registration;
    }

    private static List<EhrSource> told(ChartproofConfig config) {
        return config.ehr().sources().stream()
                .filter(EhrWriteBackConfiguration::isTold)
                .toList();
    }

    private static boolean isTold(EhrSource source) {
        return !source.writeBack().kinds().isEmpty();
    }
}
