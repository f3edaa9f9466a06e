package org.chartproof.server.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.chartproof.hl7.mllp.ClientTls;
import org.chartproof.hl7.mllp.ClientTls.ClientCertificate;
import org.chartproof.hl7.mllp.Destination;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say where messages go. */
final class Hl7Target {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "HOST:PORT",
            converter = Address.class,
            description = "The receiver.")
    private @Nullable URI to;

    @Option(names = "--tls", description = "Speak TLS; the receiver's certificate must name the host.")
    private boolean tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM file with the authorities whose certificates are accepted (default: those of Java). Implies --tls.")
    private @Nullable Path authorities;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "PEM file with a certificate to show, and those above it. Implies --tls.")
    private @Nullable Path certificate;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "PEM file with its private key, PKCS #8, not encrypted (default: the file of --client-cert).")
    private @Nullable Path key;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest wait for an answer (default ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Longest wait for a connection (default ${DEFAULT-VALUE}).")
    private int connectTimeout;

    Destination destination() {
        URI address = Objects.requireNonNull(to);
        // An IPv6 address stands in brackets.
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        return new Destination(
                host, address.getPort(), tls(), Duration.ofSeconds(connectTimeout), Duration.ofSeconds(timeout));
    }

    private Optional<ClientTls> tls() {
        if (!tls && authorities == null && certificate == null) {
            return Optional.empty();
        }
        Optional<ClientCertificate> shown =
                Optional.ofNullable(certificate).map(chain -> new ClientCertificate(chain, key == null ? chain : key));
        return Optional.of(new ClientTls(Optional.ofNullable(authorities), shown));
    }

    /** Host and port, as in an address of the web. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create("mllp://" + text);
                if (address.getHost() != null && address.getPort() > 0 && address.getPort() < 65536) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no HOST:PORT");
            }
            throw new TypeConversionException("'" + text + "' is no HOST:PORT, such as localhost:2575");
        }
    }
}
