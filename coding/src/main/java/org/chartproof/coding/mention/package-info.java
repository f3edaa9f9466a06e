/**
 * Tokens in, stretches that name something a code could stand for out. Judges nothing.
 */
@NullMarked
package org.chartproof.coding.mention;

import org.jspecify.annotations.NullMarked;
