/**
 * ICD-10-PCS, the procedures of hospital stays: which code is valid on a date, which seven characters the Tables allow together,
 * and where the Index leads.
 *
 * <p>In come CMS's order file, Tables and Index; out go immutable look-ups. Never makes up a code: what the Tables allow is valid
 * only if the order file of its year has it.
 */
@NullMarked
package org.chartproof.terminology.icd10pcs;

import org.jspecify.annotations.NullMarked;
