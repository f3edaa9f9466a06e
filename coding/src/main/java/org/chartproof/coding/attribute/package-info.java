/**
 * A mention, its sentence and its note in; what they say about the axes of its code out: which side, which phase of treatment,
 * which trimester, whether it began in hospital. Never chooses a code.
 */
@NullMarked
package org.chartproof.coding.attribute;

import org.jspecify.annotations.NullMarked;
