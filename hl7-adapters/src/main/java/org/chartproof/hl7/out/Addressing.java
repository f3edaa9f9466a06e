package org.chartproof.hl7.out;

import java.util.Map;

/**
 * How messages to a destination are addressed.
 *
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4; may be empty
 * @param receivingApplication MSH-5; may be empty
 * @param receivingFacility MSH-6; may be empty
 * @param processingId MSH-11: P, T or D
 * @param version MSH-12
 * @param namespaces how the destination calls an authority (CX-4.1), by FHIR system URI; others are named by OID, UUID or URI
 */
public record Addressing(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String processingId,
        String version,
        Map<String, String> namespaces) {

    public Addressing {
        namespaces = Map.copyOf(namespaces);
    }
}
