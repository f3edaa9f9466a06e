package org.chartproof.server.security;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, or would have written, and was kept from since it is beyond what they may: noted on the request, for whoever keeps account of refusals. The answer doesn't tell: a read of such a
 * resource is answered as if it were not there.
 */
public final class OutOfReach {
    private static final String ATTRIBUTE = OutOfReach.class.getName();

    /** A Bundle may ask for any number. */
    private static final int MOST = 100;

    private final Map<String, IBaseResource> resources = new LinkedHashMap<>();

    private OutOfReach() {}

    /** Notes a resource; does nothing for what this process does by itself. */
    public static void note(@Nullable RequestDetails request, IBaseResource resource) {
        if (request instanceof ServletRequestDetails servlet && servlet.getServletRequest() != null) {
            HttpServletRequest http = servlet.getServletRequest();
            OutOfReach noted = http.getAttribute(ATTRIBUTE) instanceof OutOfReach known ? known : new OutOfReach();
            if (noted.resources.size() < MOST) {
                noted.resources.putIfAbsent(
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
            }
            http.setAttribute(ATTRIBUTE, noted);
        }
    }

    /** What was noted of a request of HTTP. */
    public static List<IBaseResource> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof OutOfReach noted
                ? List.copyOf(noted.resources.values())
                : List.of();
    }
}
