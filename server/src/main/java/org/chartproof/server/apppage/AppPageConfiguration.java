package org.chartproof.server.apppage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.EhrSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page under {@code /app/}. */
@Configuration(proxyBeanMethods = false)
public class AppPageConfiguration {

    @Bean
    ServletRegistrationBean<AppPage> appPage(ChartproofConfig config) {
        ServletRegistrationBean<AppPage> registration =
                new ServletRegistrationBean<>(new AppPage(settings(config)), "/app", "/app/*");
        registration.setName("app-page");
        return registration;
    }

    /** How people are let in, and from which EHRs the page is opened; nothing of it is secret. */
    private static String settings(ChartproofConfig config) {
        Access access = config.security().access();
        ObjectNode settings = JsonNodeFactory.instance
                .objectNode()
                .put("access", access.name().toLowerCase(Locale.ROOT));
        ArrayNode ehrs = settings.putArray("ehrs");
        for (EhrSource source : config.ehr().sources()) {
            source.launch().filter(launch -> access == Access.EMBEDDED).ifPresent(launch -> ehrs.addObject()
                    .put("iss", source.base().toString())
                    .put("clientId", launch.clientId())
                    .put("scope", launch.scopes()));
        }
        return settings.toString();
    }
}
