package org.chartproof.hl7.mllp;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a feed's port does right now, for a page and for metrics. Counts are since the listener was made; a restart keeps them.
 *
 * @param listening whether the port is open
 * @param port on which it listens, or did last; 0 before the first start
 * @param connections those that are open
 * @param accepted connections taken so far
 * @param refusedAddresses connections from addresses that are not allowed
 * @param refusedForLimit connections closed because the feed or all feeds had as many as they may
 * @param failedHandshakes connections on which TLS could not be agreed
 * @param frames whole frames
 * @param brokenFrames frames broken off, too long or too slow
 * @param bytes within whole frames
 * @param strayBytes outside of frames, those not counted that are usual there: a sender without frames
 * @param lastFrame when the last whole frame came
 */
public record ListenerFigures(
        boolean listening,
        int port,
        List<ConnectionFigures> connections,
        long accepted,
        long refusedAddresses,
        long refusedForLimit,
        long failedHandshakes,
        long frames,
        long brokenFrames,
        long bytes,
        long strayBytes,
        Optional<Instant> lastFrame) {

    public ListenerFigures {
        connections = List.copyOf(connections);
    }

    /**
     * One open connection.
     *
     * @param peer address and port of the sender
     * @param since when it was taken
     * @param certificate subject of the certificate that the sender showed
     * @param frames whole frames on it
     * @param lastFrame when the last of them came
     */
    public record ConnectionFigures(
            InetSocketAddress peer,
            Instant since,
            Optional<String> certificate,
            long frames,
            Optional<Instant> lastFrame) {}
}
