/**
 * Tokens and text in, the sections of a note with their kinds out. A note without headers is one section.
 */
@NullMarked
package org.chartproof.coding.section;

import org.jspecify.annotations.NullMarked;
