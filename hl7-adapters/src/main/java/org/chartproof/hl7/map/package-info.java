/**
 * HL7 v2 to FHIR, after the HL7 v2-to-FHIR implementation guide (STU1). In: a {@link org.chartproof.hl7.message.Message} and the settings of its feed. Out: changes of
 * the resources of a {@link org.chartproof.hl7.map.Workspace}, or why the message can't be mapped. Never stores anything itself and never reads a clock: the same
 * message on the same stored resources gives the same changes.
 */
@NullMarked
package org.chartproof.hl7.map;

import org.jspecify.annotations.NullMarked;
