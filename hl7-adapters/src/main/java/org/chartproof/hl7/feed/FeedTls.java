package org.chartproof.hl7.feed;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS of a feed; files are read again when they change.
 *
 * @param certificate PEM file with the server's certificate and those above it
 * @param key PEM file with its private key, PKCS #8, not encrypted, readable by the server alone
 * @param clientAuthorities PEM file with the authorities whose client certificates are accepted; empty: none is asked for
 */
public record FeedTls(Path certificate, Path key, Optional<Path> clientAuthorities) {}
