/**
 * Operations for the person who runs the server: what waits, why, and trying it again.
 *
 * <p>Speaks FHIR. Changes nothing but the queue.
 */
@NullMarked
package org.chartproof.server.admin;

import org.jspecify.annotations.NullMarked;
