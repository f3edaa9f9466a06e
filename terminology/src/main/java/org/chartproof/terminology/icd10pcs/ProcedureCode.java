package org.chartproof.terminology.icd10pcs;

/**
 * A row of the order file.
 *
 * @param code seven characters, or three for a table
 * @param title the long title
 * @param billable whether a claim may carry it: false for a table
 */
public record ProcedureCode(String code, String title, boolean billable) {}
