/**
 * The durable list of encounters that are to be coded, and the workers that empty it.
 *
 * <p>In come changes of documents and encounters, inside the database transaction that stores them; out go units of work, one
 * encounter at a time, to one worker of all nodes. Never loses an accepted change, never lets two workers write for one
 * encounter, and knows nothing of how coding is done.
 */
@NullMarked
package org.chartproof.server.queue;

import org.jspecify.annotations.NullMarked;
