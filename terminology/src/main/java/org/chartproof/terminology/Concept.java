package org.chartproof.terminology;

/**
 * A row of a code set: a chapter's category, subcategory or code.
 *
 * @param code with its dot, e.g. {@code E11.319}
 * @param display the title
 * @param billable whether a claim may carry it: false for headers
 */
public record Concept(String code, String display, boolean billable) {}
