/**
 * Which FHIR code a value of an HL7 v2 table stands for. In: tables of this module. Out: codes. Each code is one that FHIR has; a value that no table knows is told apart
 * from one that is known to have no counterpart.
 */
@NullMarked
package org.chartproof.hl7.map.vocabulary;

import org.jspecify.annotations.NullMarked;
