package org.chartproof.server.ehr.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A page of a search.
 *
 * @param matches what was searched for, without what came along with it
 * @param asOf    not later than the moment at which the EHR put it together, by the EHR's clock
 */
public record Page(List<JsonNode> matches, Instant asOf) {
    public Page {
        matches = List.copyOf(matches);
    }
}
