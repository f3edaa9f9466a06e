/**
 * FHIR Subscription resources that feed the coder: which changes of documents and encounters become work.
 *
 * <p>In come resources as they are stored, inside their transaction; out go changes into the work queue of that same
 * transaction. Delivers nothing over a network, and refuses a Subscription that asks for it.
 */
@NullMarked
package org.chartproof.server.subscription;

import org.jspecify.annotations.NullMarked;
