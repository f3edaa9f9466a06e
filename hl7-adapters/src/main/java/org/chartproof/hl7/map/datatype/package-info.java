/**
 * Data types of HL7 v2 (chapter 2A) as those of FHIR R4, after the datatype maps of HL7 v2-to-FHIR. In: repetitions and values of a message, the zone and the systems of its feed.
 * Out: FHIR elements; a value that can't be read is left out and remarked on. Knows no resource and no workspace.
 */
@NullMarked
package org.chartproof.hl7.map.datatype;

import org.jspecify.annotations.NullMarked;
