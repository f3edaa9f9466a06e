package org.chartproof.server.hl7.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.chartproof.hl7.ack.Acknowledgment;
import org.chartproof.hl7.ack.Admission;
import org.chartproof.hl7.ack.ErrorCode;
import org.chartproof.hl7.ack.FeedCheck;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.ack.MessageHeader;
import org.chartproof.hl7.ack.Outcome;
import org.chartproof.hl7.ack.Problem;
import org.chartproof.hl7.feed.AckTiming;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.FrameReceiver.Breakage;
import org.chartproof.server.hl7.ledger.Arrival;
import org.chartproof.server.hl7.ledger.Lanes;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;

/** Judges what comes to one feed by its header alone. Stores and answers nothing itself. */
public final class Door {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EVENT = 20;

    private final Feed feed;
    private final FeedCheck check;
    private final Stamps stamps;

    /** @param events those that are mapped, such as {@code ADT^A01} */
    Door(Feed feed, Set<String> events, Stamps stamps) {
        this.feed = feed;
        this.check = new FeedCheck(feed, events);
        this.stamps = stamps;
    }

    /**
     * What was decided about a message.
     *
     * @param header  as far as it could be read
     * @param arrival to be stored; with its answer, unless that waits for the mapping
     */
    public record Judged(MessageHeader header, Arrival arrival) {}

    /** Judges a message. */
    public Judged judge(byte[] content, Instant now, String peer) {
        HeaderScan scan = HeaderScan.of(content);
        MessageHeader header = scan.header();
        if (scan instanceof HeaderScan.Unscannable unscannable) {
            return refused(header, unscannable.problem(), content, now, peer);
        }
        Admission admission = check.admit(header);
        if (admission instanceof Admission.Refused refused) {
            return refused(header, refused.problem(), content, now, peer);
        }
        boolean isAcknowledgment = admission instanceof Admission.NotAnswered;
        boolean answersNow = isAcknowledgment || feed.ackTiming() == AckTiming.STORED;
        return new Judged(
                header,
                arrival(
                        header,
                        content,
                        now,
                        peer,
                        OptionalLong.of(senderKey(header)),
                        isAcknowledgment ? MessageState.KEPT : MessageState.WAITING,
                        Optional.empty(),
                        answersNow ? answer(header, new Outcome.Accepted(), now) : Optional.empty()));
    }

    private Judged refused(MessageHeader header, Problem problem, byte[] content, Instant now, String peer) {
        Reason reason = new Reason(
                problem.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                problem.place()
                        .map(place -> place.segment() + "[" + place.number() + "]-" + place.field())
                        .orElse(""),
                problem.reason(),
                "The sender was told not to send it again. Change the feed's settings and retry it, or have the sender corrected.");
        // Without a key: once the settings are changed, the same bytes are taken.
        return new Judged(
                header,
                arrival(
                        header,
                        content,
                        now,
                        peer,
                        OptionalLong.empty(),
                        MessageState.REFUSED,
                        Optional.of(reason),
                        answer(header, new Outcome.Refused(problem), now)));
    }

    /** Judges a frame that was broken off: what there is of it is kept for people. Only one that is too long is answered, so that it is not sent again. */
    Judged broken(byte[] content, Breakage why, Instant now, String peer) {
        MessageHeader header = HeaderScan.of(content).header();
        if (why == Breakage.TOO_LONG) {
            Problem problem = Problem.of(
                    ErrorCode.INTERNAL, "longer than the " + feed.maxMessageBytes() + " bytes that this feed takes");
            return refused(header, problem, content, now, peer);
        }
        String text =
                switch (why) {
                    case RESTARTED -> "The sender began another message before the end of this one.";
                    case CUT_OFF -> "The connection ended before the end of the message.";
                    case TOO_SLOW -> "The message took longer than the feed's frame-deadline.";
                    case TOO_LONG -> throw new IllegalStateException("answered above");
                };
        Reason reason = new Reason(
                "broken-frame",
                "",
                text,
                "It was not acknowledged, so the sender will have sent it again: discard it once that has come.");
        return new Judged(
                header,
                arrival(
                        header,
                        content,
                        now,
                        peer,
                        OptionalLong.empty(),
                        MessageState.DEAD,
                        Optional.of(reason),
                        Optional.empty()));
    }

    /** An arrival that a person entered: is mapped, whatever this door would have said. */
    public Arrival entered(byte[] content, Instant now, long copyOf) {
        MessageHeader header = HeaderScan.of(content).header();
        return arrival(
                header,
                content,
                now,
                "",
                OptionalLong.empty(),
                MessageState.WAITING,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(copyOf));
    }

    /** The answer to a message; empty if its sender wants none. */
    Optional<Arrival.Answer> answer(MessageHeader header, Outcome outcome, Instant now) {
        return Acknowledgment.onReceipt(header, feed.ackMode(), outcome, stamps.next(now, feed.zone()))
                .map(bytes -> new Arrival.Answer(codeOf(bytes), bytes));
    }

    private Arrival arrival(
            MessageHeader header,
            byte[] content,
            Instant now,
            String peer,
            OptionalLong senderKey,
            MessageState state,
            Optional<Reason> reason,
            Optional<Arrival.Answer> answer) {
        return arrival(header, content, now, peer, senderKey, state, reason, answer, OptionalLong.empty());
    }

    private Arrival arrival(
            MessageHeader header,
            byte[] content,
            Instant now,
            String peer,
            OptionalLong senderKey,
            MessageState state,
            Optional<Reason> reason,
            Optional<Arrival.Answer> answer,
            OptionalLong copyOf) {
        boolean waits = state == MessageState.WAITING;
        return new Arrival(
                feed.name(),
                now,
                peer,
                senderKey,
                sha256(content),
                shorten(header.controlId(), LONGEST_NAME),
                shorten(header.event(), LONGEST_EVENT),
                waits ? LaneChoice.of(content, header) : Lanes.of(0),
                state,
                reason,
                answer,
                content,
                copyOf);
    }

    /** PostgreSQL's texts hold no NUL. */
    private static String shorten(String text, int longest) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }

    /** MSA-1, as it was written. */
    private static String codeOf(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int msa = text.indexOf("\rMSA");
        return msa < 0 ? "" : text.substring(msa + 5, msa + 7);
    }

    private long senderKey(MessageHeader header) {
        MessageDigest digest = digest();
        for (String part : new String[] {feed.name(), header.raw(3), header.raw(4), header.raw(10)}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        byte[] hash = digest.digest();
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = key << 8 | hash[i] & 0xff;
        }
        return key;
    }

    private static byte[] sha256(byte[] content) {
        return digest().digest(content);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
