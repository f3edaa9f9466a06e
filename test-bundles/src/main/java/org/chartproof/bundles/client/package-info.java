/** A FHIR client of a few lines on the JDK's HTTP client: what the demo and the benchmarks speak to a server with. */
@NullMarked
package org.chartproof.bundles.client;

import org.jspecify.annotations.NullMarked;
