/**
 * The way of one encounter through the server: read what is stored, code it, store what came of it.
 *
 * <p>Work in from the queue; one transaction out, with the results and the end of the work in it. The only place where stored
 * resources, engine and write-back meet.
 */
@NullMarked
package org.chartproof.server.encounter;

import org.jspecify.annotations.NullMarked;
