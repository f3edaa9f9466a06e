/**
 * Threads that look for work again and again. In: a step that does a piece of work, if there is one. Out: the step done until there is none, then a wait for a signal or for the next
 * look. Knows nothing of what the work is.
 */
@NullMarked
package org.chartproof.server.polling;

import org.jspecify.annotations.NullMarked;
