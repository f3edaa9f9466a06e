package org.chartproof.server.hl7.lane;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The lanes that one worker alone holds, until its lease runs out. Of one thread. */
final class LaneLease {

    private final UUID token;
    private final Set<Integer> lanes = new TreeSet<>();

    LaneLease(UUID token, int lane) {
        this.token = token;
        lanes.add(lane);
    }

    UUID token() {
        return token;
    }

    Set<Integer> lanes() {
        return lanes;
    }

    void add(int lane) {
        lanes.add(lane);
    }
}
