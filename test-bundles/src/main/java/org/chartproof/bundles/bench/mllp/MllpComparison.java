package org.chartproof.bundles.bench.mllp;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Contenders under the same senders, one after the other in one process.
 *
 * @param connections numbers of senders that are tried
 * @param warmUp before each measurement
 * @param measured each measurement
 */
public record MllpComparison(List<Integer> connections, Duration warmUp, Duration measured) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Of message numbers, for each measurement: so that none is a duplicate of an earlier one. */
    private static final long NUMBERS = 20_000_000;

    public MllpComparison {
        connections = List.copyOf(connections);
    }

    /**
     * Measures each and prints figures, and how often each of the later ones does what the first does.
     *
     * @throws IOException if a sender lost its connection
     */
    public void run(List<MllpContender> contenders, PrintStream out) throws Exception {
        out.printf(
                Locale.ROOT,
                "messages of %d bytes, each sender waits for its answer; %d s counted after %d s of warm-up; senders in the same process, %d cores, Java %s%n",
                new SampleMessage(0).length(),
                measured.toSeconds(),
                warmUp.toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        Map<Integer, Double> first = new TreeMap<>();
        for (MllpContender contender : contenders) {
            out.println(contender.name());
            try (contender) {
                int port = contender.start();
                long numbers = 0;
                for (int senders : connections) {
                    MllpFigures figures = measure(port, senders, numbers);
                    numbers += NUMBERS;
                    first.putIfAbsent(senders, figures.rate());
                    double times = figures.rate() / first.getOrDefault(senders, figures.rate());
                    out.println("  " + figures
                            + (times == 1 ? "" : String.format(Locale.ROOT, "; %.1f times the first", times)));
                }
            }
        }
    }

    private MllpFigures measure(int port, int count, long firstId) throws Exception {
        long begin = System.nanoTime() + warmUp.toNanos();
        long end = begin + measured.toNanos();
        List<Sender> senders = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            senders.add(new Sender(port, number, firstId, begin, end));
        }
        senders.forEach(Thread::start);
        TimeUnit.NANOSECONDS.sleep(begin - System.nanoTime());
        long cpu = PROCESS.getProcessCpuTime();
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        cpu = PROCESS.getProcessCpuTime() - cpu;
        for (Sender sender : senders) {
            sender.join();
        }
        return figures(senders, cpu);
    }

    private MllpFigures figures(List<Sender> senders, long processCpu) throws IOException {
        List<long[]> all = new ArrayList<>();
        long refused = 0;
        long sendersCpu = 0;
        for (Sender sender : senders) {
            all.add(sender.waits());
            refused += sender.refused();
            sendersCpu += sender.cpuNanos();
        }
        long[] waits = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (waits.length == 0) {
            throw new IOException("no message was answered in the time that counts");
        }
        return new MllpFigures(
                senders.size(),
                waits.length,
                measured.toNanos() / 1e9,
                waits[waits.length / 2] / 1e6,
                waits[(int) (waits.length * 99L / 100)] / 1e6,
                waits[waits.length - 1] / 1e6,
                (processCpu - sendersCpu) / 1e3 / waits.length,
                refused);
    }
}
