/** The engine's readable tables: section headers, cues, rules. A row that breaks its schema names its file and line. */
@NullMarked
package org.chartproof.coding.data;

import org.jspecify.annotations.NullMarked;
