package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.hl7.send.FileMessage;
import org.chartproof.hl7.send.MessageFile;
import org.chartproof.hl7.send.Transmission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartproof hl7 replay}: an archive to a receiver, in order, to be gone on with where it stopped. */
@Command(
        name = "replay",
        description = {
            "Sends all files of a folder to a receiver, in the order of their paths, each message after the answer to the one before.",
            "A message that is not answered, or answered with AE, is sent again with growing pauses; one that is refused is listed and"
                    + " passed over, unless --stop-on-failure. With --state the next run goes on where this one stopped, however that came about:"
                    + " name files so that new ones sort last.",
            "Exit code: 0; 3 if a message was not accepted (AA or CA); else 1 if the receiver could not be reached."
        },
        mixinStandardHelpOptions = true)
final class Hl7Replay implements Callable<Integer> {
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);

    @Parameters(paramLabel = "DIR", description = "Folder with files of messages, as for hl7 send.")
    private Path folder = Path.of("");

    @Mixin
    private final Hl7Target target = new Hl7Target();

    @Mixin
    private final SendingOptions sending = new SendingOptions();

    @Option(names = "--state", paramLabel = "FILE", description = "Where to keep how far it came; made if absent.")
    private @Nullable Path state;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Send a message that is not answered, or answered with AE, up to so many times (default ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the receiver may be away before the replay is given up (default ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--stop-on-failure",
            description = "Stop at the first message that is not accepted; the next run begins with it.")
    private boolean stopOnFailure;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder) || tries < 1 || patience < 0 || sending.hasImpossibleRate()) {
            System.err.println(
                    Files.isDirectory(folder)
                            ? "chartproof: --tries and --rate are above zero, --patience not below it"
                            : "chartproof: there is no folder " + folder);
            return SendingOptions.NO_INPUT;
        }
        Optional<ReplayState> kept = state == null ? Optional.empty() : Optional.of(ReplayState.read(state, folder));
        List<Path> files = MessageFile.in(folder).stream()
                .filter(file -> kept.stream().noneMatch(one -> one.isDone(file)))
                // It may well lie in the folder that is replayed.
                .filter(file -> kept.stream().noneMatch(one -> one.isKeptIn(file)))
                .toList();
        Transmission.Settings settings = new Transmission.Settings(
                target.destination(), 1, sending.rate(), tries, FIRST_DELAY, Duration.ofSeconds(patience));
        return replay(files, kept, settings);
    }

    private int replay(List<Path> files, Optional<ReplayState> kept, Transmission.Settings settings)
            throws IOException, InterruptedException {
        MessageStream stream = new MessageStream(files, false, Optional.empty(), System.err);
        Iterator<FileMessage> messages = kept.isPresent() ? kept.get().rest(stream) : stream;
        return sending.send(
                "Replaying",
                files,
                messages,
                settings,
                (message, delivery) -> {
                    if (stopOnFailure && !delivery.accepted()) {
                        return false;
                    }
                    kept.ifPresent(one -> one.done(message));
                    return true;
                },
                () -> true);
    }
}
