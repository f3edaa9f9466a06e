package org.chartproof.server.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a request asked for, in one line. */
final class Questions {
    /** A token in an address is refused, and not kept either. */
    private static final Pattern TOKEN = Pattern.compile("((?:access_|id_|refresh_)?token=)[^&]*");

    private Questions() {}

    /** With the parameters of a search by POST, which are in no address. */
    static String query(RequestDetails request) {
        List<String> parameters = new ArrayList<>();
        Map<String, String[]> sorted = new TreeMap<>(request.getParameters());
        sorted.forEach((name, values) -> List.of(values).forEach(value -> parameters.add(name + "=" + value)));
        return request.getRequestType() + " " + request.getRequestPath()
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    static String query(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod() + " " + request.getRequestURI()
                + (query == null ? "" : "?" + TOKEN.matcher(query).replaceAll("$1..."));
    }
}
