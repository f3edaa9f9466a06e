package org.chartproof.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.install.Installer;
import org.chartproof.terminology.install.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chartproof terminology install}: checks official files and puts them in place. */
@Command(
        name = "install",
        description = {
            "Checks official code set files and puts them in place.",
            "Each file is copied aside, read as what its name says it is and checked against the files of its edition. Only when all"
                    + " are good do they replace what was there (kept in the folder 'replaced'); otherwise one line says what is"
                    + " wrong and what to do, and what was installed stays in force. A running server uses new files after a restart.",
            "Exit code: 0, or 1 if nothing was installed."
        },
        mixinStandardHelpOptions = true)
final class TerminologyInstall implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|URL|DIR",
            description =
                    "Files as downloaded (zip, txt, xml, xlsx, csv, tsv), addresses of such (https://...), or folders of them.")
    private List<String> sources = List.of();

    @Option(
            names = "--terminology",
            paramLabel = "FOLDER",
            defaultValue = "data/terminology",
            description = "Folder to install into (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("data/terminology");

    @Option(names = "--quiet", description = "No progress bar.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Progress progress = new Progress(quiet)) {
            for (String source : sources) {
                List<Receipt> receipts = install(source, progress);
                progress.end();
                print(receipts);
            }
        } catch (BrokenInstallation e) {
            spec.commandLine().getErr().println("chartproof: " + e.getMessage());
            return 1;
        }
        return 0;
    }

    private List<Receipt> install(String source, Progress progress) throws IOException, InterruptedException {
        Installer installer = new Installer(folder, progress);
        if (!source.startsWith("https://") && !source.startsWith("http://")) {
            return installer.install(Path.of(source));
        }
        Path downloads = Files.createTempDirectory("chartproof-download-");
        Path file = downloads.resolve(TerminologyDownload.fileName(source));
        try {
            TerminologyDownload.fetch(source, file, progress);
            return installer.install(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(downloads);
        }
    }

    private void print(List<Receipt> receipts) {
        PrintWriter out = spec.commandLine().getOut();
        for (Receipt receipt : receipts) {
            out.printf("installed %s (%,d bytes)%n  sha-256 %s%n", receipt.file(), receipt.bytes(), receipt.sha256());
            for (Receipt.Content content : receipt.contents()) {
                out.printf("  %s: %,d entries%n", content.title(), content.entries());
            }
        }
        out.flush();
    }

    /** A bar for each stretch of work. */
    private static final class Progress implements Installer.Listener, AutoCloseable {
        private final boolean quiet;
        private final List<ProgressBar> open = new ArrayList<>();

        Progress(boolean quiet) {
            this.quiet = quiet;
        }

        @Override
        public void begins(String task, long total) {
            end();
            if (!quiet) {
                open.add(new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(System.console() == null ? 5000 : 200)
                        .build());
            }
        }

        @Override
        public void advances(long steps) {
            Optional<ProgressBar> bar = open.stream().findFirst();
            bar.ifPresent(shown -> shown.stepBy(steps));
        }

        void end() {
            open.forEach(ProgressBar::close);
            open.clear();
        }

        @Override
        public void close() {
            end();
        }
    }
}
