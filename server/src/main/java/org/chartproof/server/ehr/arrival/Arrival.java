package org.chartproof.server.ehr.arrival;

import java.util.Optional;
import java.util.UUID;

/**
 * A resource that a worker has taken on.
 *
 * @param row     its row
 * @param source  the EHR's name
 * @param key     which resource
 * @param way     how it was learnt of
 * @param body    as it came; empty: to be fetched
 * @param deleted whether the EHR says that it is gone
 * @param news    number of the news that this is about
 * @param tries   that failed already
 * @param stored  the edition that is stored here; empty if none is
 * @param token   of the worker's lease
 */
record Arrival(
        long row,
        String source,
        ResourceKey key,
        Way way,
        Optional<String> body,
        boolean deleted,
        long news,
        int tries,
        Optional<Edition> stored,
        UUID token) {}
