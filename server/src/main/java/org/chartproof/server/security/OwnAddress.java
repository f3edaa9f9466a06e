package org.chartproof.server.security;

import java.net.URI;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.fhir.RestConfiguration;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where this server is reached; never by what a request says of it. */
final class OwnAddress implements ApplicationListener<WebServerInitializedEvent> {
    private final String host;
    private volatile int port;

    OwnAddress(ChartproofConfig.Server server) {
        this.host = server.bind().contains(":") ? "[" + server.bind() + "]" : server.bind();
        this.port = server.port();
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    URI at(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    String fhirBase() {
        return at(RestConfiguration.BASE_PATH).toString();
    }
}
