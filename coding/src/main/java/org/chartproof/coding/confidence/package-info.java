/**
 * A coded diagnosis's circumstances in, an estimated probability out. Not calibrated yet.
 */
@NullMarked
package org.chartproof.coding.confidence;

import org.jspecify.annotations.NullMarked;
