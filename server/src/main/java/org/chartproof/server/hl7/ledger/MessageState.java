package org.chartproof.server.hl7.ledger;

import java.util.Locale;

/** What became of a message. */
public enum MessageState {
    /** Is to be mapped. */
    WAITING,
    /** Its resources are stored. */
    DONE,
    /** Is not for mapping, by the feed's choice. */
    KEPT,
    /** Waits for a person. */
    DEAD,
    /** Was answered AR. */
    REFUSED,
    /** Was a dead letter; a person said that it is not needed. */
    DISCARDED;

    private final String column = name().toLowerCase(Locale.ROOT);

    /** As it stands in the table. */
    public String column() {
        return column;
    }

    /** @param column as it stands in the table */
    public static MessageState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
