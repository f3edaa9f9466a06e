package org.chartproof.server.hl7.operations;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.hl7.feed.FeedStatus;
import org.chartproof.server.hl7.feed.Feeds;
import org.chartproof.server.hl7.feed.MappingEvents;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.mapping.Rehearsals;

/** The operations as a servlet for {@code /hl7/*}. */
public final class Operations {

    private Operations() {}

    /** The servlet. */
    public static HttpServlet servlet(
            ChartproofConfig config,
            FhirContext fhir,
            Messages messages,
            Feeds feeds,
            FeedStatus status,
            MappingEvents events,
            Archive archive,
            Rehearsals rehearsals,
            InstantSource clock) {
        FeedOperations operations = new FeedOperations(feeds, status, events.metrics(), archive, rehearsals, clock);
        int longest = (int) Math.min(Integer.MAX_VALUE - 8, config.server().maxRequestBytes());
        return new Hl7Servlet(new Hl7Access(config), messages, operations, new Requests(longest), new JsonViews(fhir));
    }
}
