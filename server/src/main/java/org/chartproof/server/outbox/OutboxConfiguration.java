package org.chartproof.server.outbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
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
        MessageWriter writer = new MessageWriter(outbox, new Claims(daos), fhir, InstantSource.system(), transactions);
        return new Couriers(config.hl7().destinations(), outbox, writer, metrics);
    }

    @Bean
    FhirInterceptor finalClaims(ChartproofConfig config, Outbox outbox, Couriers couriers) {
        return new FhirInterceptor(new FinalClaims(config.hl7().destinations(), outbox, couriers::wake), Place.STORAGE);
    }
}
