/**
 * A section in, its sentences out: the stretches within which cues reach.
 */
@NullMarked
package org.chartproof.coding.sentence;

import org.jspecify.annotations.NullMarked;
