package org.chartproof.server.audit;

import java.time.InstantSource;
import org.chartproof.server.security.token.AccessTokens;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who signed in and out, where people sign in here. */
@Configuration(proxyBeanMethods = false)
public class SignInAuditConfiguration {

    @Bean
    FilterRegistrationBean<SignInRecorder> signInRecorder(
            AuditWriter writer, RefusalLog refusals, Accounts accounts, AccessTokens tokens) {
        FilterRegistrationBean<SignInRecorder> registration = new FilterRegistrationBean<>(
                new SignInRecorder(writer, refusals, accounts, tokens, InstantSource.system()));
        registration.addUrlPatterns("/auth/*");
        registration.setOrder(AuditConfiguration.BEFORE_SECURITY);
        return registration;
    }
}
