/**
 * What an administrator sees of the feeds and does with their messages, as JSON under {@code /hl7/}. In: requests of an administrator. Out: figures, messages, what was done. Each view of a message's content
 * and each act on it is kept with who did it.
 */
@NullMarked
package org.chartproof.server.hl7.operations;

import org.jspecify.annotations.NullMarked;
