package org.chartproof.hl7.message;

import java.util.Optional;

/**
 * What stands in a place of a message: text, nothing, or the order to remove what is stored (two double quotes). HL7 v2.5.1 chapter 2.5.3: an
 * absent value leaves the receiver's data as they are, {@code ""} deletes them.
 *
 * @param text escape sequences decoded; empty if absent or if it is the order to remove
 * @param isRemoval whether {@code ""} was sent
 */
public record Value(String text, boolean isRemoval) {

    /** Nothing was sent. */
    public static final Value ABSENT = new Value("", false);

    /** {@code ""} was sent: remove what is stored. */
    public static final Value REMOVAL = new Value("", true);

    /** @param text as sent, escape sequences decoded */
    public static Value of(String text) {
        if (text.isBlank()) {
            return ABSENT;
        }
        return text.strip().equals("\"\"") ? REMOVAL : new Value(text, false);
    }

    /** Whether there is text. */
    public boolean isPresent() {
        return !text.isEmpty();
    }

    /** Whether nothing was sent at all. */
    public boolean isAbsent() {
        return text.isEmpty() && !isRemoval;
    }

    /** The text without spaces around it; empty if there is none. */
    public Optional<String> asText() {
        return isPresent() ? Optional.of(text.strip()) : Optional.empty();
    }

    /** The text without spaces around it, or the other. */
    public String orElse(String other) {
        return asText().orElse(other);
    }
}
