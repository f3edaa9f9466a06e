package org.chartproof.hl7.mllp;

import java.time.Duration;
import java.util.Optional;

/**
 * A receiver of messages.
 *
 * @param tls empty for plain TCP
 * @param connectTimeout for the connection, and again for the TLS handshake
 * @param ackTimeout from a message's last byte to the last of its acknowledgement
 */
public record Destination(
        String host, int port, Optional<ClientTls> tls, Duration connectTimeout, Duration ackTimeout) {

    /** Plain TCP, ten seconds to connect and thirty for an acknowledgement. */
    public static Destination of(String host, int port) {
        return new Destination(host, port, Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    @Override
    public String toString() {
        return host + ":" + port + (tls.isPresent() ? " (TLS)" : "");
    }
}
