/**
 * The notes of an encounter in, the passages that a later note has from an earlier one out, and what that means for the candidates
 * found in them: said once, however often it was copied forward.
 */
@NullMarked
package org.chartproof.coding.copied;

import org.jspecify.annotations.NullMarked;
