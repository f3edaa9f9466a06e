/**
 * A page of headings, paragraphs, tables, plots and quoted text in; Markdown, or one self-contained HTML file with its plots inside,
 * out. Knows nothing of coding; its pages ask for nothing from any network.
 */
@NullMarked
package org.chartproof.bundles.report;

import org.jspecify.annotations.NullMarked;
