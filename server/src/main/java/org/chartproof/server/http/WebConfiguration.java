package org.chartproof.server.http;

import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.status.PublicAddress;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;

/** The HTTP server that all servlets share. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
    private static final int SHUTDOWN_MILLIS = 5_000;

    /** Room for a token and the cookies of a sign-in. */
    private static final String HEADER_BYTES = "16384";

    /** Of a client that says nothing, before and between requests and within a body. */
    private static final String SILENCE_MILLIS = "20000";

    @Bean
    TomcatServletWebServerFactory webServer(ChartproofConfig config, TlsFiles tls) {
        TomcatServletWebServerFactory tomcat =
                new TomcatServletWebServerFactory(config.server().port());
        tomcat.setAddress(address(config.server().bind()));
        tomcat.setShutdown(Shutdown.GRACEFUL);
        tomcat.setRegisterDefaultServlet(false);
        tomcat.setServerHeader("Chartproof");
        tls.applyTo(tomcat);
        tomcat.addConnectorCustomizers(connector -> {
            // Read on past the limit, so that the client gets its 413 instead of a broken connection.
            connector.setProperty(
                    "maxSwallowSize", Long.toString(8 * config.server().maxRequestBytes()));
            connector.setProperty("compression", "on");
            connector.setProperty(
                    "compressibleMimeType",
                    "application/fhir+json,application/json,text/html,text/css,text/javascript");
            connector.setProperty("maxHttpRequestHeaderSize", HEADER_BYTES);
            connector.setProperty("connectionTimeout", SILENCE_MILLIS);
            connector.setProperty("keepAliveTimeout", SILENCE_MILLIS);
        });
        tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrors.class.getName());
            }
        });
        return tomcat;
    }

    @Bean
    PublicAddress publicAddress(ChartproofConfig config, ServletWebServerApplicationContext context) {
        return new PublicAddress(config.server(), () -> context.getWebServer().getPort());
    }

    @Bean(destroyMethod = "close")
    TlsFiles tlsFiles(ChartproofConfig config) {
        return new TlsFiles(config.server().tls());
    }

    @Bean
    FilterRegistrationBean<BrowserRules> browserRules(ChartproofConfig config) {
        List<String> issuers = config.security().issuerOrigin().stream().toList();
        List<String> launching = config.ehr().sources().stream()
                .flatMap(source -> source.launchOrigins().stream())
                .distinct()
                .toList();
        return first(0, new BrowserRules(new ContentPolicies(config.origins().ehr(), issuers, launching)));
    }

    @Bean
    FilterRegistrationBean<OwnNames> ownNames(ChartproofConfig config) {
        ChartproofConfig.Server server = config.server();
        return first(1, new OwnNames(server.hosts(), address(server.bind()).isLoopbackAddress()));
    }

    @Bean
    FilterRegistrationBean<PlainPaths> plainPaths() {
        return first(2, new PlainPaths());
    }

    @Bean
    FilterRegistrationBean<RateLimit> rateLimit(ChartproofConfig config) {
        ChartproofConfig.Limits limits = config.server().limits();
        return first(3, new RateLimit(limits.requestsPerSecond(), limits.failedSignInsPerMinute()));
    }

    @Bean
    FilterRegistrationBean<ForeignPages> foreignPages(ChartproofConfig config) {
        return first(4, new ForeignPages(config.origins().cors()));
    }

    @Bean
    FilterRegistrationBean<RequestLimit> requestLimit(ChartproofConfig config) {
        ChartproofConfig.Server server = config.server();
        return first(
                5, new RequestLimit(server.maxRequestBytes(), server.limits().requestTime()));
    }

    @Bean
    FilterRegistrationBean<FhirBodies> fhirBodies() {
        // Last: whoever may not do what the request asks for has been sent away before its body is looked at.
        FilterRegistrationBean<FhirBodies> registration = new FilterRegistrationBean<>(new FhirBodies());
        registration.addUrlPatterns("/fhir", "/fhir/*");
        return registration;
    }

    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
        DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(SHUTDOWN_MILLIS);
        return processor;
    }

    /** Before all other filters but the one that times requests, which also counts those that these refuse. */
    private static <F extends Filter> FilterRegistrationBean<F> first(int place, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1 + place);
        return registration;
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new ConfigurationException("server.bind '" + bind + "' is no address of this machine", e);
        }
    }
}
