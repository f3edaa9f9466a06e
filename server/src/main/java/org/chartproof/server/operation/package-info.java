/**
 * {@code $code-note}: coding as an answer instead of a record.
 *
 * <p>What comes in is coded and forgotten: nothing of it is stored or logged.
 */
@NullMarked
package org.chartproof.server.operation;

import org.jspecify.annotations.NullMarked;
