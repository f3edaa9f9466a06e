/**
 * The demo: the encounters of {@code test-bundles} played into a running server by a client, over HTTP, as an EHR would.
 *
 * <p>Knows the server by its FHIR interface alone.
 */
@NullMarked
package org.chartproof.server.demo;

import org.jspecify.annotations.NullMarked;
