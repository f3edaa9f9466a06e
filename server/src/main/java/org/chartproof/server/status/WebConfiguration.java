package org.chartproof.server.status;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigurationException;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** The HTTP server that all servlets share. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
    private static final int SHUTDOWN_MILLIS = 5_000;

    @Bean
    TomcatServletWebServerFactory webServer(ChartproofConfig config) {
        TomcatServletWebServerFactory tomcat =
                new TomcatServletWebServerFactory(config.server().port());
        tomcat.setAddress(address(config.server().bind()));
        tomcat.setShutdown(Shutdown.GRACEFUL);
        tomcat.setRegisterDefaultServlet(false);
        tomcat.setServerHeader("Chartproof");
        tomcat.addConnectorCustomizers(connector -> {
            // Read on past the limit, so that the client gets its 413 instead of a broken connection.
            connector.setProperty(
                    "maxSwallowSize", Long.toString(8 * config.server().maxRequestBytes()));
            connector.setProperty("compression", "on");
            connector.setProperty(
                    "compressibleMimeType",
                    "application/fhir+json,application/json,text/html,text/css,text/javascript");
        });
        return tomcat;
    }

    @Bean
    PublicAddress publicAddress(ChartproofConfig config, ServletWebServerApplicationContext context) {
        return new PublicAddress(config.server(), () -> context.getWebServer().getPort());
    }

    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
        DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(SHUTDOWN_MILLIS);
        return processor;
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new ConfigurationException("server.bind '" + bind + "' is no address of this machine", e);
        }
    }
}
