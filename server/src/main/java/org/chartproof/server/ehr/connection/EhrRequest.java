package org.chartproof.server.ehr.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of an EHR.
 *
 * @param method     GET, POST, PUT or DELETE
 * @param address    relative to the FHIR base, such as {@code Patient/x}, or a whole URL
 * @param headers    beside that with the token
 * @param body       FHIR JSON
 * @param limit      longest body of the answer, in bytes
 * @param content    whether it asks for the content of a document or a file of an export, which may lie elsewhere
 * @param repeatable whether asking twice does no harm
 */
public record EhrRequest(
        String method,
        String address,
        Map<String, String> headers,
        Optional<String> body,
        long limit,
        boolean content,
        boolean repeatable) {

    private static final String FHIR_JSON = "application/fhir+json";
    private static final long LONGEST_RESOURCE = 64L * 1024 * 1024;

    public EhrRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads or searches. */
    public static EhrRequest get(String address) {
        return new EhrRequest(
                "GET", address, Map.of("Accept", FHIR_JSON), Optional.empty(), LONGEST_RESOURCE, false, true);
    }

    /**
     * Fetches content, which may lie on another host that is allowed.
     *
     * @param accept what it should be
     * @param limit  longest that is taken, in bytes
     */
    public static EhrRequest content(String url, String accept, long limit) {
        return new EhrRequest("GET", url, Map.of("Accept", accept), Optional.empty(), limit, true, true);
    }

    /** Creates. Not repeated where it is unclear whether it was done; see {@link EhrRequest#repeated}. */
    public static EhrRequest post(String address, String json) {
        return writing("POST", address, json, false);
    }

    /** Writes under an id. */
    public static EhrRequest put(String address, String json) {
        return writing("PUT", address, json, true);
    }

    /** Deletes. */
    public static EhrRequest delete(String address) {
        return new EhrRequest(
                "DELETE", address, Map.of("Accept", FHIR_JSON), Optional.empty(), LONGEST_RESOURCE, false, true);
    }

    private static EhrRequest writing(String method, String address, String json, boolean repeatable) {
        return new EhrRequest(
                method,
                address,
                Map.of("Accept", FHIR_JSON, "Content-Type", FHIR_JSON),
                Optional.of(json),
                LONGEST_RESOURCE,
                false,
                repeatable);
    }

    /** The same with a further header. */
    public EhrRequest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new EhrRequest(method, address, more, body, limit, content, repeatable);
    }

    /** The same, known to do no harm when it is done twice: such as a create with If-None-Exist. */
    public EhrRequest repeated() {
        return new EhrRequest(method, address, headers, body, limit, content, true);
    }
}
