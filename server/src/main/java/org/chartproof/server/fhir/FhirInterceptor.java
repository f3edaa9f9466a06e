package org.chartproof.server.fhir;

/**
 * An interceptor that another package adds: define a bean of this type.
 *
 * @param interceptor an object with {@code @Hook} methods
 * @param place       which of HAPI's two registries calls it
 */
public record FhirInterceptor(Object interceptor, Place place) {

    /** Where an interceptor listens. */
    public enum Place {
        /** {@code SERVER_*} pointcuts: HTTP requests alone. */
        REST,
        /** {@code STORAGE_*} pointcuts: each read and write, whether by HTTP or by this process itself. */
        STORAGE
    }
}
