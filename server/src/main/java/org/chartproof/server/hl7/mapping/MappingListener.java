package org.chartproof.server.hl7.mapping;

import java.util.List;
import org.chartproof.hl7.map.Warning;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Received;

/** Is told of each message after the commit of what became of it. */
public interface MappingListener {

    /** @param state DONE, KEPT or DEAD */
    void ended(Received message, MessageState state, List<Warning> warnings);
}
