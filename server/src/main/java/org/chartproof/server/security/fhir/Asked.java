package org.chartproof.server.security.fhir;

import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * A write that a request or an entry of a Bundle asks for.
 *
 * @param verb        POST, PUT, PATCH or DELETE
 * @param type        resource type
 * @param id          empty where it has none
 * @param conditional whether what is written is searched for first
 */
record Asked(HTTPVerb verb, String type, String id, boolean conditional) {

    /** Of an entry whose path is that of a resource or type. */
    static Asked of(BundleEntryComponent entry) {
        String url = entry.getRequest().getUrl();
        String path = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        String[] parts = path.replaceFirst("^/", "").split("/", -1);
        return new Asked(
                entry.getRequest().getMethod(),
                parts[0],
                parts.length > 1 ? parts[1] : "",
                url.contains("?") || entry.getRequest().hasIfNoneExist());
    }
}
