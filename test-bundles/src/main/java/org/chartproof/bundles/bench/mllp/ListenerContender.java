package org.chartproof.bundles.bench.mllp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.ConnectionLimit;
import org.chartproof.hl7.mllp.FrameReceiver;
import org.chartproof.hl7.mllp.MllpListener;

/** Chartproof's listener before any receiver: what that does before it answers is what is measured. */
public final class ListenerContender implements MllpContender {

    private static final int CONNECTIONS = 1024;

    private final String name;
    private final MllpListener listener;

    /** @param name tells the receiver from others */
    public ListenerContender(String name, FrameReceiver receiver) {
        this.name = name;
        this.listener = new MllpListener(
                Feed.named("bench", 0).withMaxConnections(CONNECTIONS),
                receiver,
                new ConnectionLimit(CONNECTIONS),
                Clock.systemUTC());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int start() throws IOException {
        listener.start();
        return listener.port();
    }

    @Override
    public void close() {
        listener.stop(Duration.ofSeconds(5));
    }
}
