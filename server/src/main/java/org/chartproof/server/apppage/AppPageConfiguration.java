package org.chartproof.server.apppage;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page under {@code /app/}. */
@Configuration(proxyBeanMethods = false)
public class AppPageConfiguration {

    @Bean
    ServletRegistrationBean<AppPage> appPage() {
        ServletRegistrationBean<AppPage> registration =
                new ServletRegistrationBean<>(new AppPage("{\"access\": \"open\"}"), "/app", "/app/*");
        registration.setName("app-page");
        return registration;
    }
}
