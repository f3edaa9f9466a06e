package org.chartproof.server.hl7.mapping;

import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Warning;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.workspace.Draft;

/**
 * What the mapping of a message would do now.
 *
 * @param state    DONE, KEPT or DEAD
 * @param reason   why it would be a dead letter
 * @param drafts   what it would change, stale changes included
 * @param warnings what it would note
 */
public record Rehearsal(MessageState state, Optional<Reason> reason, List<Draft> drafts, List<Warning> warnings) {

    public Rehearsal {
        drafts = List.copyOf(drafts);
        warnings = List.copyOf(warnings);
    }

    static Rehearsal dead(Reason reason, List<Warning> warnings) {
        return new Rehearsal(MessageState.DEAD, Optional.of(reason), List.of(), warnings);
    }
}
