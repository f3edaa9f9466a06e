package org.chartproof.hl7.map;

/** What came of mapping a message. */
public sealed interface Mapping {

    /** The changes are in the workspace. */
    record Mapped() implements Mapping {}

    /** Nothing of the message is for FHIR, and that is right so: an event that the feed was told to store only. */
    record StoredOnly(String reason) implements Mapping {}

    /**
     * The message can't be mapped: it becomes a dead letter.
     *
     * @param place segment and field, such as {@code PID[1]-3}; empty if of the whole message
     * @param code kebab case, one for each kind: {@code no-patient-identifier}
     * @param reason what is wrong, for a person; nothing of the content
     * @param hint what to do about it
     */
    record Unmappable(String place, String code, String reason, String hint) implements Mapping {}
}
