package org.chartproof.hl7.ack;

/** Why a message is not accepted: HL7 table 0357, as far as it is used here. */
public enum ErrorCode {
    SEGMENT_SEQUENCE(100, "Segment sequence error"),
    REQUIRED_FIELD_MISSING(101, "Required field missing"),
    DATA_TYPE(102, "Data type error"),
    TABLE_VALUE_NOT_FOUND(103, "Table value not found"),
    UNSUPPORTED_MESSAGE_TYPE(200, "Unsupported message type"),
    UNSUPPORTED_EVENT(201, "Unsupported event code"),
    UNSUPPORTED_PROCESSING_ID(202, "Unsupported processing id"),
    UNSUPPORTED_VERSION(203, "Unsupported version id"),
    UNKNOWN_KEY(204, "Unknown key identifier"),
    INTERNAL(207, "Application internal error");

    private final int number;
    private final String text;

    ErrorCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** ERR-3.1. */
    public int number() {
        return number;
    }

    /** ERR-3.2. */
    public String text() {
        return text;
    }
}
