/**
 * Coding files of notes without a server.
 *
 * <p>Lines or files in, one result a line out, in the same order. A line that can't be read is reported by its number and the rest
 * goes on.
 */
@NullMarked
package org.chartproof.server.batch;

import org.jspecify.annotations.NullMarked;
