package org.chartproof.bundles.bench.mllp;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.chartproof.hl7.ack.Acknowledgment;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.ack.Outcome;
import org.chartproof.hl7.ack.PatientKeys;
import org.chartproof.hl7.ack.Stamp;
import org.chartproof.hl7.feed.AckMode;
import org.chartproof.hl7.mllp.FrameReceiver;

/** Reads header and patient, answers, keeps nothing: the floor under every receiver that stores. */
public final class AnswerOnly implements FrameReceiver {

    private final AtomicLong numbers = new AtomicLong();
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong patients = new AtomicLong();

    @Override
    public Answer receive(byte[] content, InetSocketAddress from) {
        HeaderScan scan = HeaderScan.of(content);
        patients.addAndGet(PatientKeys.of(content, scan.header()).lanes().size());
        Outcome outcome = scan instanceof HeaderScan.Unscannable none
                ? new Outcome.Refused(none.problem())
                : new Outcome.Accepted();
        Stamp stamp = new Stamp(Long.toString(numbers.incrementAndGet()), OffsetDateTime.now(clock));
        return new Answer(Acknowledgment.onReceipt(scan.header(), AckMode.AUTO, outcome, stamp), false);
    }

    @Override
    public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
        return Answer.NONE;
    }
}
