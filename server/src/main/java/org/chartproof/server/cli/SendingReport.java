package org.chartproof.server.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.chartproof.hl7.send.Delivery;
import org.chartproof.hl7.send.FileMessage;

/** Counts what was answered, for the lines at the end and the exit code. Safe for use by many threads. */
final class SendingReport implements AutoCloseable {

    private static final int FIRST_ROOM = 1024;
    private static final int KILOBYTE = 1000;
    private static final int MOST_TOLD = 10;

    private final PrintStream err;
    private final Optional<BufferedWriter> failures;
    private final Map<String, Long> kinds = new TreeMap<>();
    private final long begin = System.nanoTime();
    private long[] nanos = new long[FIRST_ROOM];
    private int answered;
    private long accepted;
    private long notAccepted;

    /**
     * @param failures file for those that were not accepted: a line with path, number in the file, kind of answer and reason each; empty for none
     * @throws IOException if it can't be written
     */
    SendingReport(Optional<Path> failures, PrintStream err) throws IOException {
        this.err = err;
        this.failures = failures.isPresent() ? Optional.of(Files.newBufferedWriter(failures.get())) : Optional.empty();
    }

    synchronized void add(FileMessage message, Delivery delivery, long took) {
        kinds.merge(delivery.kind(), 1L, Long::sum);
        if (delivery instanceof Delivery.Acknowledged) {
            if (answered == nanos.length) {
                nanos = Arrays.copyOf(nanos, nanos.length * 2);
            }
            nanos[answered++] = took;
        }
        if (delivery.accepted()) {
            accepted++;
        } else {
            notAccepted++;
            tell(message, delivery);
        }
    }

    private void tell(FileMessage message, Delivery delivery) {
        String reason = delivery.reason().replaceAll("[\t\r\n]", " ");
        if (notAccepted <= MOST_TOLD) {
            err.println("chartproof: " + message.place() + ": " + delivery.kind()
                    + (reason.isEmpty() ? "" : " (" + reason + ")"));
        } else if (notAccepted == MOST_TOLD + 1) {
            err.println("chartproof: ... and more" + (failures.isEmpty() ? "; --failures FILE lists all" : ""));
        }
        failures.ifPresent(writer -> {
            try {
                writer.write(String.join(
                        "\t", message.file().toString(), String.valueOf(message.number()), delivery.kind(), reason));
                writer.newLine();
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the file of failures can't be written: " + e.getMessage(), e);
            }
        });
    }

    /** A bar that counts the bytes of files: how many messages are in them is not known before they are read. */
    static ProgressBar progress(String task, List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(bytes)
                .setUnit(" kB", KILOBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(System.console() == null ? 5000 : 200)
                .build();
    }

    synchronized boolean allAccepted() {
        return notAccepted == 0;
    }

    synchronized void print(PrintStream out, String receiver, int connections) {
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        long all = accepted + notAccepted;
        out.printf(
                Locale.ROOT,
                "%,d messages to %s over %d connection%s in %.1f s: %,.0f a second%n",
                all,
                receiver,
                connections,
                connections == 1 ? "" : "s",
                seconds,
                all / Math.max(seconds, 1e-9));
        kinds.forEach((kind, count) -> out.printf(Locale.ROOT, "  %-12s %,12d%n", kind, count));
        if (answered > 0) {
            long[] sorted = Arrays.copyOf(nanos, answered);
            Arrays.sort(sorted);
            out.printf(
                    Locale.ROOT,
                    "answer after: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                    millis(sorted, 50),
                    millis(sorted, 99),
                    millis(sorted, 100));
        }
        if (notAccepted > 0) {
            out.printf(Locale.ROOT, "not accepted: %,d%n", notAccepted);
        }
    }

    private static double millis(long[] sorted, int percent) {
        int at = (int) Math.min(sorted.length - 1L, (long) sorted.length * percent / 100);
        return sorted[at] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public void close() throws IOException {
        if (failures.isPresent()) {
            failures.get().close();
        }
    }
}
