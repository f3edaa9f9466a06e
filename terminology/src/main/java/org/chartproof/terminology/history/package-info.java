/**
 * Where ICD-10-CM codes came from: NCHS's conversion table, which names for each new code what was assigned before it.
 *
 * <p>In comes the workbook; out go look-ups in both directions. Converts no claim: several codes mostly lead to one.
 */
@NullMarked
package org.chartproof.terminology.history;

import org.jspecify.annotations.NullMarked;
