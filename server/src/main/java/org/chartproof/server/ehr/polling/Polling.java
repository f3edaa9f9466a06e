package org.chartproof.server.ehr.polling;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.chartproof.server.config.EhrSource.Subscribing.Way;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.connection.Capabilities.Search;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.turn.Chore;

/** The searches of an EHR. */
public final class Polling {

    /** With what the names of these chores begin. */
    public static final String WORK = "poll";

    private final News news;
    private final Checkpoints checkpoints;
    private final DataSource dataSource;
    private final InstantSource clock;

    public Polling(News news, DataSource dataSource, InstantSource clock) {
        this.news = news;
        this.checkpoints = new Checkpoints(dataSource);
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** None where an EHR is neither polled nor subscribed to: a Subscription needs searches for what no notification told of. */
    public List<Chore> chores(Ehr ehr) {
        boolean none = ehr.source().polling().interval().isEmpty()
                && ehr.source().subscribing().way() == Way.OFF;
        if (none) {
            return List.of();
        }
        if (ehr.capabilities().search() == Search.PATIENT) {
            return List.of(new PatientRound(ehr, news, checkpoints, dataSource, clock));
        }
        return ehr.source().types().stream()
                .sorted()
                .map(type -> (Chore) new ChangeSearch(ehr, type, news, checkpoints, clock))
                .toList();
    }
}
