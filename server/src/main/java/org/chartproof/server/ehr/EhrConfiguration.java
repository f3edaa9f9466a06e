package org.chartproof.server.ehr;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.ehr.auth.KeySet;
import org.chartproof.server.ehr.auth.KeySetServlet;
import org.chartproof.server.ehr.connection.Ehrs;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The EHRs that documents and encounters come from, and how this server signs in at them. */
@Configuration(proxyBeanMethods = false)
public class EhrConfiguration {

    @Bean(destroyMethod = "close")
    Ehrs ehrs(ChartproofConfig config, MeterRegistry metrics) {
        return new Ehrs(config.ehr().sources(), metrics, InstantSource.system());
    }

    @Bean
    ServletRegistrationBean<KeySetServlet> ehrKeySet(ChartproofConfig config) {
        ServletRegistrationBean<KeySetServlet> registration = new ServletRegistrationBean<>(
                new KeySetServlet(KeySet.of(config.ehr().sources())), "/ehr/jwks");
        registration.setName("ehr-jwks");
        return registration;
    }
}
