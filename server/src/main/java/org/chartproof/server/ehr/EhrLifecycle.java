package org.chartproof.server.ehr;

import org.chartproof.server.ehr.arrival.ArrivalWorkers;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.turn.Turns;
import org.springframework.context.SmartLifecycle;

/** Starts last, when EHRs can reach this server's key set and notifications; stops first. */
public final class EhrLifecycle implements SmartLifecycle {

    private final Ehrs ehrs;
    private final ArrivalWorkers workers;
    private final Turns turns;
    private volatile boolean running;

    EhrLifecycle(Ehrs ehrs, ArrivalWorkers workers, Turns turns) {
        this.ehrs = ehrs;
        this.workers = workers;
        this.turns = turns;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        if (!ehrs.all().isEmpty()) {
            workers.start();
            turns.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        // What waits for an answer is given up, so that no thread has to be waited for.
        ehrs.close();
        turns.close();
        workers.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
