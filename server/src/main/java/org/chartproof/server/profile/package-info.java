/**
 * Our profiles, extensions and code systems: what {@code $validate} checks our results by, and what the server serves under
 * {@code StructureDefinition} and {@code CodeSystem}.
 *
 * <p>The definitions are JSON files beside this package; nothing here is code that decides anything.
 */
@NullMarked
package org.chartproof.server.profile;

import org.jspecify.annotations.NullMarked;
