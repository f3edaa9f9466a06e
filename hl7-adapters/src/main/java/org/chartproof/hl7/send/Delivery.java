package org.chartproof.hl7.send;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** What became of a message that was sent. */
public sealed interface Delivery {

    /** Under which it is counted: MSA-1, or words. */
    String kind();

    /** Whether the receiver has it. */
    default boolean accepted() {
        return false;
    }

    /**
     * An acknowledgement of this message.
     *
     * @param kind MSA-1, HL7 table 0008
     * @param text MSA-3; may be empty
     */
    record Acknowledged(String kind, String text) implements Delivery {

        private static final Set<String> ACCEPTING = Set.of("AA", "CA");
        private static final Set<String> PASSING = Set.of("AE", "CE");

        @Override
        public boolean accepted() {
            return ACCEPTING.contains(kind);
        }

        /** Whether the receiver may take it later. */
        public boolean mayPass() {
            return PASSING.contains(kind);
        }
    }

    /**
     * Something came back, but no acknowledgement of this message.
     *
     * @param reason for people
     */
    record Unusable(String reason) implements Delivery {
        @Override
        public String kind() {
            return "wrong answer";
        }
    }

    /**
     * Nothing came back; it is unknown whether the message arrived.
     *
     * @param reason for people
     */
    record Unanswered(String reason) implements Delivery {
        @Override
        public String kind() {
            return "no answer";
        }
    }

    /** Why, for people; empty if nothing is to be said. */
    default String reason() {
        if (this instanceof Acknowledged acknowledged) {
            return acknowledged.text();
        }
        if (this instanceof Unusable unusable) {
            return unusable.reason();
        }
        return ((Unanswered) this).reason();
    }

    /**
     * Reads an answer. Cheap, so that a load test measures the receiver and not its reader: MSA is looked for, nothing else.
     *
     * @param controlId MSH-10 as it was sent, a character for each byte; empty if the message had none
     */
    static Delivery of(byte[] answer, String controlId) {
        // A character for each byte: MSA-2 has to hold the very bytes of MSH-10.
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int begin = text.startsWith("MSA") ? 0 : Math.max(text.indexOf("\rMSA"), text.indexOf("\nMSA")) + 1;
        if (begin + 3 >= text.length() || !text.startsWith("MSA", begin)) {
            return new Unusable("the answer has no MSA segment");
        }
        String segment = text.substring(begin).split("[\r\n]", 2)[0];
        String[] fields = segment.split(Pattern.quote(segment.substring(3, 4)), -1);
        String named = fields.length > 2 ? fields[2] : "";
        if (!named.strip().equals(controlId.strip())) {
            return new Unusable("the answer names another message in MSA-2");
        }
        return fields[1].matches("[AC][AER]")
                ? new Acknowledged(fields[1], fields.length > 3 ? readable(fields[3]) : "")
                : new Unusable("MSA-1 is no acknowledgement code");
    }

    private static String readable(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
