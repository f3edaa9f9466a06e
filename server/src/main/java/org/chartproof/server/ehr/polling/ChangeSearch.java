package org.chartproof.server.ehr.polling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.chartproof.server.ehr.arrival.Edition;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.arrival.Told;
import org.chartproof.server.ehr.arrival.Way;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.polling.Checkpoints.Checkpoint;
import org.chartproof.server.ehr.search.Page;
import org.chartproof.server.ehr.search.Searches;
import org.chartproof.server.ehr.turn.Chore;

/** Searches for what of one type changed, over all patients. The checkpoint advances in the transaction that puts a page down, so a search that is broken off goes on where it was. */
final class ChangeSearch implements Chore {

    private final Ehr ehr;
    private final String type;
    private final News news;
    private final Checkpoints checkpoints;
    private final InstantSource clock;

    ChangeSearch(Ehr ehr, String type, News news, Checkpoints checkpoints, InstantSource clock) {
        this.ehr = ehr;
        this.type = type;
        this.news = news;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @Override
    public String source() {
        return ehr.name();
    }

    @Override
    public String work() {
        return Polling.WORK + " " + type;
    }

    @Override
    public Optional<Duration> run(Keep keep) {
        Instant since = checkpoints
                .read(ehr.name(), type)
                .map(Checkpoint::since)
                .orElseGet(() -> clock.instant().minus(ehr.source().polling().lookBack()));
        // So that the first one is looked back from even if it fails for days.
        checkpoints.reached(ehr.name(), type, since);
        Instant from = since.minus(ehr.source().polling().overlap());
        AtomicReference<Instant> asOf = new AtomicReference<>();
        Searches.each(ehr, new Queries(ehr).changed(type, from), page -> {
            asOf.compareAndSet(null, page.asOf());
            List<Told> told = told(ehr, page);
            news.tell(ehr.name(), Way.POLLING, told, () -> {
                keep.keep();
                if (ehr.capabilities().sorts()) {
                    last(page).ifPresent(last -> checkpoints.reached(ehr.name(), type, last));
                }
            });
        });
        // All that was changed by then has come, but for what is made visible late: the overlap finds that.
        Optional.ofNullable(asOf.get()).ifPresent(reached -> checkpoints.reached(ehr.name(), type, reached));
        return ehr.source().polling().interval();
    }

    static List<Told> told(Ehr ehr, Page page) {
        String base = ehr.source().base().toString();
        return page.matches().stream()
                .flatMap(resource -> Told.of(resource, base).stream())
                .toList();
    }

    /** When the last one of a page changed, if the page is in that order: an EHR may not heed how it is asked to sort. */
    private static Optional<Instant> last(Page page) {
        Optional<Instant> last = Optional.empty();
        for (JsonNode resource : page.matches()) {
            Optional<Instant> updated = Edition.of(resource).updated();
            if (updated.isEmpty() || last.isPresent() && updated.get().isBefore(last.get())) {
                return Optional.empty();
            }
            last = updated;
        }
        return last;
    }
}
