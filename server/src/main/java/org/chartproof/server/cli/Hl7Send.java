package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.hl7.send.ControlIds;
import org.chartproof.hl7.send.MessageFile;
import org.chartproof.hl7.send.Transmission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartproof hl7 send}: messages of files to a receiver, as fast or as evenly as wanted. */
@Command(
        name = "send",
        description = {
            "Sends the messages of files to a receiver and counts what it answers.",
            "A file holds one message, several, a batch (FHS, BHS) or captured frames; line ends become CR, all else is sent as it stands. Of a"
                    + " folder all files are taken, those below it too, in the order of their paths. On each connection the next message"
                    + " follows the answer to the last.",
            "Exit code: 0; 3 if a message was not accepted (AA or CA) or a file holds none; else 1 if the receiver could not be reached."
        },
        mixinStandardHelpOptions = true)
final class Hl7Send implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of messages, or folders.")
    private List<Path> inputs = List.of();

    @Mixin
    private final Hl7Target target = new Hl7Target();

    @Mixin
    private final SendingOptions sending = new SendingOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Connections at the same time (default ${DEFAULT-VALUE}). Only over one do all messages arrive in order.")
    private int connections;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Send everything so many times (default ${DEFAULT-VALUE}); without --new-ids a receiver sees duplicates.")
    private int repeat;

    @Option(names = "--new-ids", description = "Give each message a control id (MSH-10) that no other has.")
    private boolean newIds;

    @Option(
            names = "--as-is",
            description =
                    "Each file is one message and is sent byte for byte, whatever it holds: for tests of what a receiver does with junk.")
    private boolean asIs;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Send a message that is not answered, or answered with AE, up to so many times (default ${DEFAULT-VALUE}).")
    private int tries;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (connections < 1 || repeat < 1 || tries < 1 || sending.hasImpossibleRate()) {
            System.err.println("chartproof: --connections, --repeat, --tries and --rate are above zero");
            return SendingOptions.NO_INPUT;
        }
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                System.err.println("chartproof: there is no " + input);
                return SendingOptions.NO_INPUT;
            }
            files.addAll(Files.isDirectory(input) ? MessageFile.in(input) : List.of(input));
        }
        List<Path> all = Collections.nCopies(repeat, files).stream()
                .flatMap(List::stream)
                .toList();
        Transmission.Settings settings = new Transmission.Settings(
                target.destination(), connections, sending.rate(), tries, Duration.ofSeconds(1), PATIENCE);
        return send(all, settings);
    }

    private int send(List<Path> files, Transmission.Settings settings) throws IOException, InterruptedException {
        ControlIds ids = new ControlIds(System.currentTimeMillis());
        MessageStream messages =
                new MessageStream(files, asIs, newIds ? Optional.of(ids) : Optional.empty(), System.err);
        return sending.send(
                "Sending", files, messages, settings, (message, delivery) -> true, () -> messages.skipped() == 0);
    }
}
