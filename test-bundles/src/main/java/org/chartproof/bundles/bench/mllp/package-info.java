/**
 * How many messages a second an MLLP port takes, and how long each waits for its answer: HAPI's own server and Chartproof's listener under the same senders in the same run. In:
 * contenders, each a port that answers. Out: figures. Asserts nothing about time.
 */
@NullMarked
package org.chartproof.bundles.bench.mllp;

import org.jspecify.annotations.NullMarked;
