package org.chartproof.server.hl7.feed;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.chartproof.hl7.ack.Stamp;

/** Control ids and times of this node's acknowledgements: no two alike, on all nodes. */
final class Stamps {

    private static final int RADIX = 36;
    private static final int NODES = RADIX * RADIX * RADIX * RADIX;

    private final String node = "A"
            + Integer.toString(NODES + new SecureRandom().nextInt(NODES), RADIX).substring(1);
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis() * 1000);

    Stamp next(Instant now, ZoneId zone) {
        return new Stamp(
                node + "-" + Long.toString(number.getAndIncrement(), RADIX),
                now.atZone(zone).toOffsetDateTime());
    }
}
