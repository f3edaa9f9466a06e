/**
 * The FHIR R4 server: HAPI with JPA storage behind {@code /fhir}.
 *
 * <p>In: a migrated database. Out: the REST interface, the DAOs, and the places where other packages add operations and interceptors. It
 * knows nothing of coding.
 */
@NullMarked
package org.chartproof.server.fhir;

import org.jspecify.annotations.NullMarked;
