package org.chartproof.hl7.mllp;

import java.time.Clock;
import java.time.Duration;
import org.chartproof.hl7.feed.Feed;

/** A listener in a process of its own; prints its port and ends with its input. */
final class SmallHeap {

    static final int MAX_BYTES = 16 * 1024 * 1024;

    private SmallHeap() {}

    public static void main(String[] arguments) throws Exception {
        MllpListener listener = new MllpListener(
                Feeds.with(Feed.named("small", 0), MAX_BYTES, Duration.ofSeconds(30), 10),
                new Answering(),
                new ConnectionLimit(10),
                Clock.systemUTC());
        listener.start();
        System.out.println(listener.port());
        while (System.in.read() >= 0) {
            // until the test closes it
        }
    }
}
