package org.chartproof.server.apppage;

import java.util.Locale;
import org.chartproof.server.config.ChartproofConfig;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page under {@code /app/}. */
@Configuration(proxyBeanMethods = false)
public class AppPageConfiguration {

    @Bean
    ServletRegistrationBean<AppPage> appPage(ChartproofConfig config) {
        String access = config.security().access().name().toLowerCase(Locale.ROOT);
        ServletRegistrationBean<AppPage> registration =
                new ServletRegistrationBean<>(new AppPage("{\"access\": \"" + access + "\"}"), "/app", "/app/*");
        registration.setName("app-page");
        return registration;
    }
}
