package org.chartproof.hl7.ack;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.chartproof.hl7.feed.AckMode;

/**
 * Answers to messages (HL7 v2.5.1, 2.9.2 and 2.9.3): MSH with sender and receiver swapped, MSA with the control id exactly as it came, and ERR from 2.5 on if
 * something is wrong. Written with the delimiters, the version, the processing id and the charset of the message.
 */
public final class Acknowledgment {

    /** What an answer says of itself if the message did not say. */
    private static final String USUAL_VERSION = "2.5.1";

    private Acknowledgment() {}

    /**
     * What is answered on the connection on which the message came. In original mode an application acknowledgement. In enhanced mode an accept acknowledgement if
     * MSH-15 asks for one in this case; else an application acknowledgement if MSH-16 does.
     *
     * @return empty if the sender wants none, and for a message that is an acknowledgement itself
     */
    public static Optional<byte[]> onReceipt(MessageHeader header, AckMode mode, Outcome outcome, Stamp stamp) {
        if (header.isAcknowledgment()) {
            return Optional.empty();
        }
        if (!isEnhanced(header, mode)) {
            return Optional.of(write(header, applicationCode(outcome), outcome, stamp));
        }
        if (wantsAccept(header, mode)) {
            return asksFor(acceptCondition(header), outcome)
                    ? Optional.of(write(header, acceptCode(outcome), outcome, stamp))
                    : Optional.empty();
        }
        return asksFor(header.text(16), outcome)
                ? Optional.of(write(header, applicationCode(outcome), outcome, stamp))
                : Optional.empty();
    }

    /**
     * The application acknowledgement that follows an accept acknowledgement in enhanced mode, for whoever sends it, once the message is processed.
     *
     * @return empty if MSH-16 asks for none in this case, and wherever {@link #onReceipt} has said all
     */
    public static Optional<byte[]> afterProcessing(MessageHeader header, AckMode mode, Outcome outcome, Stamp stamp) {
        boolean due = !header.isAcknowledgment()
                && isEnhanced(header, mode)
                && wantsAccept(header, mode)
                && asksFor(header.text(16), outcome);
        return due ? Optional.of(write(header, applicationCode(outcome), outcome, stamp)) : Optional.empty();
    }

    /** Whether accept and application acknowledgements are told apart for a message. */
    public static boolean isEnhanced(MessageHeader header, AckMode mode) {
        return switch (mode) {
            case ORIGINAL -> false;
            case ENHANCED -> true;
            case AUTO -> !header.text(15).isEmpty() || !header.text(16).isEmpty();
        };
    }

    private static boolean wantsAccept(MessageHeader header, AckMode mode) {
        return mode == AckMode.ENHANCED
                        && header.text(15).isEmpty()
                        && header.text(16).isEmpty()
                || !header.text(15).isEmpty() && !header.text(15).equals("NE");
    }

    /** A feed that was told to be enhanced, and a message that says nothing: the sender waits for something. */
    private static String acceptCondition(MessageHeader header) {
        return header.text(15).isEmpty() ? "AL" : header.text(15);
    }

    /** Whether a condition of HL7 table 0155 holds. One that is none counts as always: a sender that waits in vain is worse. */
    private static boolean asksFor(String condition, Outcome outcome) {
        boolean good = outcome instanceof Outcome.Accepted;
        return switch (condition) {
            case "", "NE" -> false;
            case "ER" -> !good;
            case "SU" -> good;
            default -> true;
        };
    }

    private static AckCode applicationCode(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return AckCode.AA;
        }
        return outcome instanceof Outcome.Failed ? AckCode.AE : AckCode.AR;
    }

    private static AckCode acceptCode(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return AckCode.CA;
        }
        return outcome instanceof Outcome.Failed ? AckCode.CE : AckCode.CR;
    }

    private static byte[] write(MessageHeader header, AckCode code, Outcome outcome, Stamp stamp) {
        StringBuilder text = new StringBuilder(256);
        Delimiters delimiters = header.delimiters();
        char field = delimiters.field();
        writeHeader(text, header, stamp);
        text.append("\rMSA").append(field).append(code).append(field).append(header.raw(10));
        if (outcome instanceof Outcome.Failed failed) {
            writeProblem(text, header, failed.problem());
        } else if (outcome instanceof Outcome.Refused refused) {
            writeProblem(text, header, refused.problem());
        }
        return text.append('\r').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void writeHeader(StringBuilder text, MessageHeader header, Stamp stamp) {
        Delimiters delimiters = header.delimiters();
        char field = delimiters.field();
        text.append("MSH").append(field).append(delimiters.encoding());
        for (int number : new int[] {5, 6, 3, 4}) {
            text.append(field).append(header.raw(number));
        }
        text.append(field);
        writeTime(text, stamp.time());
        text.append(field).append(field).append("ACK");
        if (!header.trigger().isEmpty()) {
            text.append(delimiters.component()).append(header.trigger());
            text.append(delimiters.component()).append("ACK");
        }
        text.append(field).append(stamp.messageId());
        text.append(field).append(header.raw(11).isEmpty() ? "P" : header.raw(11));
        text.append(field).append(header.raw(12).isEmpty() ? USUAL_VERSION : header.raw(12));
        if (!header.raw(18).isEmpty()) {
            for (int number = 13; number <= 18; number++) {
                text.append(field);
            }
            text.append(header.raw(18));
        }
    }

    /** With MSA-3 as long as HL7 had it, until 2.6: many senders show no other text to their people. */
    private static void writeProblem(StringBuilder text, MessageHeader header, Problem problem) {
        Delimiters delimiters = header.delimiters();
        char field = delimiters.field();
        char component = delimiters.component();
        String reason = delimiters.escaped(problem.reason());
        if (!header.isAtLeast(2, 7)) {
            text.append(field).append(reason);
        }
        if (!header.isAtLeast(2, 5) && !header.version().isEmpty()) {
            return;
        }
        text.append("\rERR").append(field).append(field);
        problem.place().ifPresent(place -> text.append(place.segment())
                .append(component)
                .append(place.number())
                .append(component)
                .append(place.field()));
        text.append(field).append(problem.code().number());
        text.append(component).append(problem.code().text()).append(component).append("HL70357");
        text.append(field).append('E');
        // ERR-8, for people.
        text.append(field).append(field).append(field).append(field).append(reason);
    }

    /** As DTM with its offset; by hand, since a formatter takes longer than all the rest. */
    private static void writeTime(StringBuilder text, OffsetDateTime time) {
        text.append(time.getYear());
        twoDigits(text, time.getMonthValue());
        twoDigits(text, time.getDayOfMonth());
        twoDigits(text, time.getHour());
        twoDigits(text, time.getMinute());
        twoDigits(text, time.getSecond());
        int minutes = time.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        twoDigits(text, Math.abs(minutes) / 60);
        twoDigits(text, Math.abs(minutes) % 60);
    }

    private static void twoDigits(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }
}
