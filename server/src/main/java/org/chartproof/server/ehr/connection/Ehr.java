package org.chartproof.server.ehr.connection;

import org.chartproof.server.config.EhrSource;

/**
 * An EHR that this server is connected to.
 *
 * @param source       as the operator has set it up
 * @param capabilities of its kind
 * @param client       speaks to it
 * @param health       whether it can be asked
 */
public record Ehr(EhrSource source, Capabilities capabilities, EhrClient client, SourceHealth health) {

    /** As the operator calls it. */
    public String name() {
        return source.name();
    }
}
