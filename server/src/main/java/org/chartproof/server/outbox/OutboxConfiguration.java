package org.chartproof.server.outbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** From a final claim to a billing system's acknowledgement. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    Outbox outbox(DataSource dataSource) {
        return new Outbox(dataSource);
    }

    @Bean
    Couriers couriers(
            ChartproofConfig config,
            Outbox outbox,
            DaoRegistry daos,
            FhirContext fhir,
            PlatformTransactionManager transactions,
            MeterRegistry metrics) {
        MessageWriter writer = new MessageWriter(
                outbox, new Claims(daos), fhir, InstantSource.system(), new SecureRandom(), transactions);
        return new Couriers(config.hl7().destinations(), outbox, writer, metrics);
    }

    @Bean
    FhirInterceptor finalClaims(ChartproofConfig config, Outbox outbox, Couriers couriers) {
        return new FhirInterceptor(new FinalClaims(config.hl7().destinations(), outbox, couriers::wake), Place.STORAGE);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> outboxServlet(ChartproofConfig config, Outbox outbox, Couriers couriers) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                new OutboxServlet(new Hl7Access(config), config.hl7().destinations(), outbox, couriers::wake),
                "/hl7/outbox/*");
        registration.setName("hl7-outbox");
        return registration;
    }
}
