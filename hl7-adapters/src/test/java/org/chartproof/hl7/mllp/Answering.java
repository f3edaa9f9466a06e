package org.chartproof.hl7.mllp;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.chartproof.hl7.ack.Acknowledgment;
import org.chartproof.hl7.ack.ErrorCode;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.ack.Outcome;
import org.chartproof.hl7.ack.Problem;
import org.chartproof.hl7.ack.Stamp;
import org.chartproof.hl7.feed.AckMode;

/** Answers as a server does, but keeps what it receives in memory. */
final class Answering implements FrameReceiver {

    private static final Stamp STAMP = new Stamp("1", OffsetDateTime.parse("2026-05-04T09:08:07Z"));

    final List<String> received = new CopyOnWriteArrayList<>();
    final List<String> broken = new CopyOnWriteArrayList<>();

    /** What a test has happen before an answer. */
    volatile UnaryOperator<String> before = UnaryOperator.identity();

    @Override
    public Answer receive(byte[] content, InetSocketAddress from) {
        received.add(before.apply(new String(content, StandardCharsets.ISO_8859_1)));
        HeaderScan scan = HeaderScan.of(content);
        Outcome outcome = scan instanceof HeaderScan.Unscannable none
                ? new Outcome.Refused(none.problem())
                : new Outcome.Accepted();
        return new Answer(Acknowledgment.onReceipt(scan.header(), AckMode.AUTO, outcome, STAMP), false);
    }

    @Override
    public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
        broken.add(why + ":" + content.length);
        if (why != Breakage.TOO_LONG) {
            return Answer.NONE;
        }
        Outcome refused = new Outcome.Refused(Problem.of(ErrorCode.INTERNAL, "longer than this feed takes"));
        return new Answer(
                Acknowledgment.onReceipt(HeaderScan.of(content).header(), AckMode.AUTO, refused, STAMP), true);
    }
}
