package org.chartproof.hl7.map.document;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import org.chartproof.hl7.map.EventMapping;

/** The events of MDM. Those of odd number only notify; those of even number bring the content. A message that brings content is read, whatever its number. */
public final class DocumentEvents {

    private static final Map<String, DocumentEvent> OF_DOCUMENTS = Map.ofEntries(
            entry("T01", DocumentEvent.ORIGINAL),
            entry("T02", DocumentEvent.ORIGINAL),
            entry("T03", DocumentEvent.STATUS),
            entry("T04", DocumentEvent.STATUS),
            entry("T05", DocumentEvent.ADDENDUM),
            entry("T06", DocumentEvent.ADDENDUM),
            entry("T07", DocumentEvent.EDIT),
            entry("T08", DocumentEvent.EDIT),
            entry("T09", DocumentEvent.REPLACEMENT),
            entry("T10", DocumentEvent.REPLACEMENT),
            entry("T11", DocumentEvent.CANCELLATION));

    private DocumentEvents() {}

    /** The mappings, by event. */
    public static Map<String, EventMapping> mappings() {
        Map<String, EventMapping> mappings = new HashMap<>();
        OF_DOCUMENTS.forEach((trigger, event) ->
                mappings.put("MDM^" + trigger, translation -> DocumentMapping.map(translation, event)));
        return mappings;
    }
}
