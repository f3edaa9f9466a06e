/**
 * Vaccinations: VXU of HL7 v2.5.1 chapter 4A, as immunization registries use it. In: a {@link org.chartproof.hl7.map.Translation}. Out: Immunization, and Observations for what is
 * said about one in OBX and has no place in it.
 */
@NullMarked
package org.chartproof.hl7.map.immunization;

import org.jspecify.annotations.NullMarked;
