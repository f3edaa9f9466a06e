package org.chartproof.hl7.out;

import java.nio.charset.Charset;
import java.util.Map;
import org.chartproof.hl7.table.Charsets;

/**
 * How messages to a destination are addressed.
 *
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4; may be empty
 * @param receivingApplication MSH-5; may be empty
 * @param receivingFacility MSH-6; may be empty
 * @param processingId MSH-11: P, T or D
 * @param version MSH-12
 * @param charset MSH-18, and how the message is encoded
 * @param namespaces how the destination calls an authority (CX-4.1), by FHIR system URI; others are named by OID, UUID or URI
 */
public record Addressing(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String processingId,
        String version,
        Charset charset,
        Map<String, String> namespaces) {

    public Addressing {
        namespaces = Map.copyOf(namespaces);
        if (Charsets.nameOf(charset).isEmpty()) {
            throw new IllegalArgumentException("HL7 has no name for " + charset);
        }
    }
}
