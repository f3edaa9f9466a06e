package org.chartproof.server.status;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigurationException;

/**
 * Where browsers and other systems reach this server. Never taken from what a request says about its host: links, issuers and audiences of
 * tokens are made of it.
 */
public final class PublicAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<URI> configured;
    private final String scheme;
    private final String bind;
    private final IntSupplier port;

    /**
     * @param config what the operator said
     * @param port   on which the server listens; asked for once requests come
     */
    public PublicAddress(ChartproofConfig.Server config, IntSupplier port) {
        this.configured = config.baseUrl();
        this.scheme = config.tls().isPresent() ? "https" : "http";
        this.bind = config.bind();
        this.port = port;
    }

    /** Whether the operator has named it; else it follows from where the server listens. */
    public boolean isConfigured() {
        return configured.isPresent();
    }

    /** Whether only this machine can reach the server. */
    public boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    /** Whether what is sent there can be read by nobody on the way. */
    public boolean isSecure() {
        return configured.map(URI::getScheme).orElse(scheme).equalsIgnoreCase("https");
    }

    /** Scheme, host and port, without a slash at the end. */
    public URI base() {
        return configured.orElseGet(() -> URI.create(scheme + "://" + host() + ":" + port.getAsInt()));
    }

    /** A path of this server. */
    public String at(String path) {
        return base() + path;
    }

    /** All by which it may be called: of a server of this machine alone, each name of the machine for itself. */
    public Set<URI> names() {
        Set<URI> names = new LinkedHashSet<>(Set.of(base()));
        if (!isConfigured() && isLoopback()) {
            LOOPBACK.forEach(name -> names.add(URI.create(scheme + "://" + name + ":" + port.getAsInt())));
        }
        return names;
    }

    /** Whether a URL is a path of this server, by one of its names. */
    public boolean is(String url, String path) {
        return names().stream().anyMatch(name -> url.equals(name + path));
    }

    /**
     * Refuses to start a server that nobody has given an address.
     *
     * @throws ConfigurationException if it listens on all addresses and none is named
     */
    public void requireKnown() {
        if (!isConfigured() && address().isAnyLocalAddress()) {
            throw new ConfigurationException("server.bind is " + bind + ", which says not by what name the server is"
                    + " reached; give it as server.base-url, such as https://coding.example.org");
        }
    }

    private String host() {
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new ConfigurationException("server.bind '" + bind + "' is no address of this machine", e);
        }
    }
}
