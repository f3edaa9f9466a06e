/**
 * A mention and its sentence in, what the note says of it out: affirmed, negated, uncertain, historical, of somebody else.
 */
@NullMarked
package org.chartproof.coding.assertion;

import org.jspecify.annotations.NullMarked;
