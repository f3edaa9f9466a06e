/**
 * A coded diagnosis's circumstances in, the probability that a second coder would assign it out: a logistic model over named features,
 * made a probability by isotonic calibration. The model is a table, fitted on labelled cases by a command of its own; nothing here
 * learns.
 */
@NullMarked
package org.chartproof.coding.confidence;

import org.jspecify.annotations.NullMarked;
