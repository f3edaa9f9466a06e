/**
 * Load scripts against HL7 feeds, beside those of {@code test-bundles}: what is accepted how fast, and what is left after kills. In: numbers of messages and connections. Out: figures, and an exit code that is 0 only if
 * nothing was lost or doubled.
 */
@NullMarked
package org.chartproof.server.bench;

import org.jspecify.annotations.NullMarked;
