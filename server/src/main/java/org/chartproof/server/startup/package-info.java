/**
 * Work that a starting server does beside everything else.
 *
 * <p>In: a piece of work. Out: its result, waited for by whoever first needs it. It knows nothing of what the work is.
 */
@NullMarked
package org.chartproof.server.startup;

import org.jspecify.annotations.NullMarked;
