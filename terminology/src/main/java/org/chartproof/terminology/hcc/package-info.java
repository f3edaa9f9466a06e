/**
 * CMS-HCC risk groups: which hierarchical condition category a diagnosis counts towards in a payment year, what it is called and
 * which categories it stands above.
 *
 * <p>In come CMS's mapping of diagnoses (workbook or text) and tables of labels and hierarchies; out go look-ups by model. Computes
 * no score.
 */
@NullMarked
package org.chartproof.terminology.hcc;

import org.jspecify.annotations.NullMarked;
