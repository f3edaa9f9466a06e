package org.chartproof.hl7.mllp;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS towards a receiver; its certificate must name the host that is connected to.
 *
 * @param authorities PEM file with the authorities whose certificates are accepted; empty: those of the JDK
 * @param certificate what is shown to a receiver that asks; empty for none
 */
public record ClientTls(Optional<Path> authorities, Optional<ClientCertificate> certificate) {

    /**
     * Shown to a receiver.
     *
     * @param chain PEM file with the certificate and those above it
     * @param key PEM file with its private key, PKCS #8, not encrypted
     */
    public record ClientCertificate(Path chain, Path key) {}
}
