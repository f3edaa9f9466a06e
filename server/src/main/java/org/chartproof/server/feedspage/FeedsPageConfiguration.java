package org.chartproof.server.feedspage;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page under {@code /feeds}. */
@Configuration(proxyBeanMethods = false)
public class FeedsPageConfiguration {

    @Bean
    ServletRegistrationBean<FeedsPage> feedsPage() {
        ServletRegistrationBean<FeedsPage> registration =
                new ServletRegistrationBean<>(new FeedsPage(), "/feeds", "/feeds/*");
        registration.setName("feeds-page");
        return registration;
    }
}
