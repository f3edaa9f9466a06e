package org.chartproof.server.security.token;

import java.time.Instant;
import java.util.Optional;

/**
 * Who signed in at a foreign issuer, as its id token says.
 *
 * @param subject  at the issuer
 * @param fhirUser reference to who that is, as the issuer writes it
 * @param name     that others know them by
 * @param staleAt  when the token would be refused for its age alone
 */
public record Identity(String subject, Optional<String> fhirUser, Optional<String> name, Instant staleAt) {}
