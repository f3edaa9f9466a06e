package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.ehr.turn.Turns;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.hl7.operations.Hl7Access;
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
        List<Courier> couriers = ehrs.all().stream()
                .filter(ehr -> isTold(ehr.source()))
                .map(ehr -> new Courier(
                        ehr,
                        outbox,
                        new Teller(ehr.client(), reader, fhir, written),
                        config.ehr().maxTries(),
                        metrics))
                .toList();
        return new Couriers(couriers, outbox, metrics);
    }

    @Bean
    FhirInterceptor attestedClaims(ChartproofConfig config, EhrOutbox outbox, TurnTable table, Turns turns) {
        return new FhirInterceptor(new AttestedClaims(told(config), outbox, table, turns::wake), Place.STORAGE);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> ehrOutboxServlet(
            ChartproofConfig config, EhrOutbox outbox, WrittenTable written, TurnTable table, Turns turns) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                new EhrOutboxServlet(new Hl7Access(config), told(config), outbox, written, table, turns),
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
