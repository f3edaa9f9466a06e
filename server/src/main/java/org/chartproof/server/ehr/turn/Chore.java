package org.chartproof.server.ehr.turn;

import java.time.Duration;
import java.util.Optional;
import org.chartproof.server.ehr.http.EhrUnavailable;

/** Something that is done for an EHR again and again, from the first start on. */
public interface Chore {

    /** Name of the EHR. */
    String source();

    /** What it is, such as {@code poll Encounter}; with the source it is known in the table by this. */
    String work();

    /**
     * Does it once.
     *
     * @param keep to be called in each transaction that notes how far it has come
     * @return after what time it is due again; empty: when somebody asks for it
     * @throws EhrUnavailable if the EHR can't be asked; it is done again later
     */
    Optional<Duration> run(Keep keep);

    /** Keeps the turn of whoever does a chore. */
    interface Keep {
        /** @throws TurnLost if another node does it now */
        void keep();
    }
}
