package org.chartproof.hl7.mllp;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a listener has counted since it was made. */
final class Tally {
    final LongAdder accepted = new LongAdder();
    final LongAdder refusedAddresses = new LongAdder();
    final LongAdder refusedForLimit = new LongAdder();
    final LongAdder failedHandshakes = new LongAdder();
    final LongAdder frames = new LongAdder();
    final LongAdder brokenFrames = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder strayBytes = new LongAdder();

    /** Milliseconds of the epoch; 0 for none yet. */
    final AtomicLong lastFrame = new AtomicLong();
}
