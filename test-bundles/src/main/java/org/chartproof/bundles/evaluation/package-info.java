/**
 * Measures the engine on labelled notes. The data is pointed at, never part of the project; figures name the set and its size.
 */
@NullMarked
package org.chartproof.bundles.evaluation;

import org.jspecify.annotations.NullMarked;
