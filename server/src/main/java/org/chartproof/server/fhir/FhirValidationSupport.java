package org.chartproof.server.fhir;

import ca.uhn.fhir.context.support.IValidationSupport;

/**
 * Profiles or code systems that another package adds to validation and terminology operations, asked before HAPI's own: define a bean
 * of this type, for instance around a {@code PrePopulatedValidationSupport} with our own StructureDefinitions.
 *
 * @param support answers for what it knows and passes on the rest
 */
public record FhirValidationSupport(IValidationSupport support) {}
