package org.chartproof.server.queue;

import java.util.List;
import java.util.UUID;

/**
 * A unit of work that this worker alone holds until its lease runs out.
 *
 * @param unit {@code Encounter/<id>} or {@code DocumentReference/<id>}
 * @param token proves the lease when the result is written
 * @param items the changes that it answers, oldest first; never empty
 */
public record Work(String unit, UUID token, List<Item> items) {

    /**
     * One change.
     *
     * @param id its row
     * @param resource what changed, {@code Type/id}
     * @param tries how often it was tried before
     */
    public record Item(long id, String resource, int tries) {}

    public Work {
        items = List.copyOf(items);
    }
}
