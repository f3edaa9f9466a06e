package org.chartproof.hl7.map.event;

import java.util.HashMap;
import java.util.Map;
import org.chartproof.hl7.map.EventMapping;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.adt.AdtEvents;
import org.chartproof.hl7.map.billing.BillingEvents;
import org.chartproof.hl7.map.document.DocumentEvents;
import org.chartproof.hl7.map.immunization.ImmunizationEvents;
import org.chartproof.hl7.map.order.OrderEvents;

/** The events that have a mapping. */
public final class Events {

    private Events() {}

    /** A mapper that knows them all. */
    public static MessageMapper mapper() {
        Map<String, EventMapping> events = new HashMap<>(AdtEvents.mappings());
        events.putAll(DocumentEvents.mappings());
        events.putAll(OrderEvents.mappings());
        events.putAll(BillingEvents.mappings());
        events.putAll(ImmunizationEvents.mappings());
        return new MessageMapper(events, AdtEvents::unknown);
    }
}
