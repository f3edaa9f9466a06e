/**
 * Patients, visits and what hangs on them: the messages of HL7 v2.5.1 chapter 3 (ADT), and the segments of it that other messages carry too. In: a {@link org.chartproof.hl7.map.Translation}.
 * Out: Patient, Encounter, Coverage, Condition, Procedure, AllergyIntolerance, RelatedPerson and those they name, changed in its workspace. Makes no resource that would say nothing.
 */
@NullMarked
package org.chartproof.hl7.map.adt;

import org.jspecify.annotations.NullMarked;
