package org.chartproof.server.fhir;

/**
 * Operations that another package adds to the FHIR interface: define a bean of this type.
 *
 * @param provider an object with methods that HAPI annotations mark ({@code @Operation} and so on)
 */
public record FhirProvider(Object provider) {}
