/**
 * What a SMART client must know before it can sign anybody in. In: the configuration, and what a foreign issuer says of itself. Out: {@code /fhir/.well-known/smart-configuration} and the security part of
 * the CapabilityStatement.
 */
@NullMarked
package org.chartproof.server.security.discovery;

import org.jspecify.annotations.NullMarked;
