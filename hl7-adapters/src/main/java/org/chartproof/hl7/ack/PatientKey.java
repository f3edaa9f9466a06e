package org.chartproof.hl7.ack;

/**
 * A patient identifier as it stands in a message: enough to keep messages of one patient in order, not to name the patient. Characters stand for bytes
 * (ISO 8859-1), nothing is decoded.
 *
 * @param value CX-1
 * @param authority CX-4.1, or CX-4.2 if that is empty
 * @param type CX-5, such as MR; may be empty
 */
public record PatientKey(String value, String authority, String type) {

    /** Never shows the identifier. */
    @Override
    public String toString() {
        return "PatientKey[type=" + type + "]";
    }
}
