/**
 * Orders and their results: HL7 v2.5.1 chapters 4 (ORM, OMG, OML) and 7 (ORU, OUL). In: a {@link org.chartproof.hl7.map.Translation}. Out: ServiceRequest, DiagnosticReport and
 * Observation; what a report says in words is a document as well, since coders read documents.
 */
@NullMarked
package org.chartproof.hl7.map.order;

import org.jspecify.annotations.NullMarked;
