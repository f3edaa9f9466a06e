package org.chartproof.coding;

import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * What is known of an encounter beside its notes.
 *
 * @param setting where the patient was seen
 * @param serviceDate decides which release of the code sets holds: the day of the visit, the day of discharge for inpatients
 * @param sex administrative sex
 * @param ageYears age in completed years on the date of service, where known
 * @param mode what the result is for
 */
public record EncounterFacts(Setting setting, LocalDate serviceDate, Sex sex, OptionalInt ageYears, CodingMode mode) {}
