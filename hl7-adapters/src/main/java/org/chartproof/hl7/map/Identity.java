package org.chartproof.hl7.map;

/**
 * A business identifier under which a resource is known, from which its id is found or made.
 *
 * @param type FHIR resource type, such as Patient
 * @param system URI of who gives the values out; never empty
 * @param value as sent, without spaces around it; never empty
 */
public record Identity(String type, String system, String value) {

    public Identity {
        if (type.isBlank() || system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("an identity has a type, a system and a value");
        }
    }
}
