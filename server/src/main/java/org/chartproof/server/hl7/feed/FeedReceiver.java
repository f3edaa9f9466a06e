package org.chartproof.server.hl7.feed;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.hl7.ack.ErrorCode;
import org.chartproof.hl7.ack.MessageHeader;
import org.chartproof.hl7.ack.Outcome;
import org.chartproof.hl7.ack.Problem;
import org.chartproof.hl7.feed.AckTiming;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.FrameReceiver;
import org.chartproof.server.hl7.ledger.Arrival;
import org.chartproof.server.hl7.ledger.CrashPoint;
import org.chartproof.server.hl7.ledger.Deposit;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;

/** Takes the frames of one feed: judged, stored, and then answered. */
final class FeedReceiver implements FrameReceiver {

    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})\\[(\\d{1,6})]-(\\d{1,3}).*");
    private static final Set<String> ACCEPTED = Set.of("AA", "CA");
    private static final Answer CLOSED = new Answer(Optional.empty(), true);

    private final Feed feed;
    private final Door door;
    private final LedgerWriter writer;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final FeedMetrics metrics;
    private final InstantSource clock;

    FeedReceiver(
            Feed feed,
            Door door,
            LedgerWriter writer,
            Ledger ledger,
            Outcomes outcomes,
            FeedMetrics metrics,
            InstantSource clock) {
        this.feed = feed;
        this.door = door;
        this.writer = writer;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Answer receive(byte[] content, InetSocketAddress from) {
        long begin = System.nanoTime();
        Door.Judged judged = door.judge(content, clock.instant(), peer(from));
        Optional<Arrival.Answer> answer = answer(judged, writer.store(judged.arrival()));
        metrics.answered(feed.name(), answer.map(Arrival.Answer::code), System.nanoTime() - begin);
        return new Answer(answer.map(Arrival.Answer::bytes), false);
    }

    private Optional<Arrival.Answer> answer(Door.Judged judged, Deposit deposit) {
        CrashPoint.STORED.reached();
        if (deposit instanceof Deposit.NotStored) {
            return door.answer(judged.header(), failed("it can't be stored now; send it again later"), clock.instant());
        }
        if (deposit instanceof Deposit.Again again) {
            metrics.duplicate(feed.name());
            boolean accepted = again.answer()
                    .map(Arrival.Answer::code)
                    .filter(ACCEPTED::contains)
                    .isPresent();
            return feed.ackTiming() == AckTiming.STORED || accepted
                    ? again.answer()
                    : afterMapping(again.id(), judged.header());
        }
        boolean waits =
                feed.ackTiming() == AckTiming.PROCESSED && judged.arrival().state() == MessageState.WAITING;
        return waits
                ? afterMapping(((Deposit.Stored) deposit).id(), judged.header())
                : judged.arrival().answer();
    }

    private Optional<Arrival.Answer> afterMapping(long id, MessageHeader header) {
        Optional<MessageState> state = outcomes.await(id, feed.processedDeadline());
        Outcome outcome = state.isEmpty()
                ? failed("it was not processed in time; send it again later")
                : outcome(id, state.get());
        Optional<Arrival.Answer> answer = door.answer(header, outcome, clock.instant());
        if (state.isPresent()) {
            answer.ifPresent(one -> ledger.answered(id, one));
        }
        return answer;
    }

    private Outcome outcome(long id, MessageState state) {
        if (state != MessageState.DEAD) {
            return new Outcome.Accepted();
        }
        Optional<Reason> reason = ledger.reasonOf(id);
        Matcher place = PLACE.matcher(reason.map(Reason::place).orElse(""));
        Optional<Problem.Place> where = place.matches()
                ? Optional.of(new Problem.Place(
                        place.group(1), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3))))
                : Optional.empty();
        return new Outcome.Failed(
                new Problem(ErrorCode.DATA_TYPE, where, reason.map(Reason::text).orElse("it can't be mapped")));
    }

    private static Outcome failed(String why) {
        return new Outcome.Failed(Problem.of(ErrorCode.INTERNAL, why));
    }

    @Override
    public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
        metrics.broken(feed.name());
        Door.Judged judged = door.broken(content, why, clock.instant(), peer(from));
        Deposit unused = writer.store(judged.arrival());
        Optional<byte[]> answer = judged.arrival().answer().map(Arrival.Answer::bytes);
        return switch (why) {
            case RESTARTED -> Answer.NONE;
            case CUT_OFF, TOO_SLOW -> CLOSED;
            case TOO_LONG -> new Answer(answer, true);
        };
    }

    private static String peer(InetSocketAddress from) {
        return from.getAddress() == null ? "" : from.getAddress().getHostAddress();
    }
}
