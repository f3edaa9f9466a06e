package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import org.chartproof.hl7.send.Delivery;
import org.chartproof.hl7.send.FileMessage;
import org.chartproof.hl7.send.Transmission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands that send messages share: how fast, where failures are listed, and how it ends. */
final class SendingOptions {
    static final int NO_INPUT = 2;
    private static final int NOT_REACHED = 1;
    private static final int SOME_BAD = 3;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second over all connections (default: as fast as answers come).")
    private @Nullable Double rate;

    @Option(
            names = "--failures",
            paramLabel = "FILE",
            description =
                    "List those that were not accepted: path, number in the file, answer and reason, parted by tabs.")
    private @Nullable Path failures;

    /** Messages a second; empty for as fast as answers come. */
    OptionalDouble rate() {
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /** Whether the rate is none that can be kept. */
    boolean hasImpossibleRate() {
        return rate != null && rate <= 0;
    }

    /**
     * Sends, shows how far it is, and prints what was answered.
     *
     * @param title of the progress bar
     * @param files that the messages are of
     * @param goesOn whether to send more after what became of a message
     * @param allRead whether every file could be read, asked at the end
     * @return the exit code of the command
     */
    int send(
            String title,
            List<Path> files,
            Iterator<FileMessage> messages,
            Transmission.Settings settings,
            BiPredicate<FileMessage, Delivery> goesOn,
            BooleanSupplier allRead)
            throws IOException, InterruptedException {
        Optional<String> givenUp;
        try (SendingReport report = new SendingReport(Optional.ofNullable(failures), System.err)) {
            try (ProgressBar progress = SendingReport.progress(title, files)) {
                Transmission transmission = new Transmission(settings, (message, delivery, nanos) -> {
                    report.add(message, delivery, nanos);
                    progress.stepBy(message.content().length);
                    return goesOn.test(message, delivery);
                });
                givenUp = transmission.run(messages);
            }
            report.print(System.out, settings.destination().toString(), settings.connections());
            givenUp.ifPresent(why -> System.err.println("chartproof: given up: " + why));
            if (!report.allAccepted() || !allRead.getAsBoolean()) {
                return SOME_BAD;
            }
            return givenUp.isPresent() ? NOT_REACHED : 0;
        }
    }
}
