/**
 * Fits a probability to examples: logistic regression over features that are there or not, and isotonic regression. Numbers in, numbers
 * out; knows nothing of coding.
 */
@NullMarked
package org.chartproof.bundles.fit;

import org.jspecify.annotations.NullMarked;
