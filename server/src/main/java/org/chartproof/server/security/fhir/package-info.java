/**
 * Rights at the FHIR interface. In: each request, each search, each resource that is about to be shown or stored. Out: nothing, or a refusal. What is not known to be allowed is refused, so an operation
 * that is added stands still until {@link org.chartproof.server.security.fhir.OperationAccess} names who may use it. What this process does by itself is not judged.
 */
@NullMarked
package org.chartproof.server.security.fhir;

import org.jspecify.annotations.NullMarked;
