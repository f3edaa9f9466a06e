package org.chartproof.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.chartproof.coding.Coder;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.server.batch.BatchCoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartproof code}: codes files of notes without a server. */
@Command(
        name = "code",
        description = {
            "Codes notes without a server, one result a line.",
            "An input is a file with a JSON object a line (id, text, and where known setting, date, sex, age, mode), or a folder of"
                    + " text, HTML, RTF, PDF or C-CDA files. Spans count Unicode code points of the text as given (of a file: of"
                    + " its normalised text), half-open. A line that can't be read is reported by its number, and the rest goes on.",
            "Exit code: 0, or 3 if some notes could not be coded."
        },
        mixinStandardHelpOptions = true)
final class CodeNotes implements Callable<Integer> {
    private static final int SOME_BAD = 3;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Files of notes, or folders.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Where results go; - is standard output (default).")
    private String output = "-";

    @Option(
            names = "--setting",
            defaultValue = "OUTPATIENT",
            description = "Of notes that don't say: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Setting setting = Setting.OUTPATIENT;

    @Option(names = "--date", description = "Date of service of notes that don't say (default: today).")
    private @Nullable LocalDate date;

    @Option(
            names = "--mode",
            defaultValue = "CLAIM",
            description = "What results are for: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private CodingMode mode = CodingMode.CLAIM;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                System.err.println("chartproof: there is no " + input);
                return 2;
            }
        }
        Coder coder = engine.engine();
        EncounterFacts defaults = new EncounterFacts(
                setting, date == null ? LocalDate.now() : date, Sex.UNKNOWN, OptionalInt.empty(), mode);
        AtomicInteger bad = new AtomicInteger();
        long count = 0;
        for (Path input : inputs) {
            count += BatchCoder.count(input);
        }
        try (PrintWriter out = writer();
                ProgressBar progress = progress(count)) {
            BatchCoder batch = new BatchCoder(coder, defaults, out, listener(bad, progress));
            for (Path input : inputs) {
                batch.code(input);
            }
        }
        return bad.get() == 0 ? 0 : SOME_BAD;
    }

    private static BatchCoder.Listener listener(AtomicInteger bad, ProgressBar progress) {
        return new BatchCoder.Listener() {
            @Override
            public void done() {
                progress.step();
            }

            @Override
            public void bad(String place, String reason) {
                bad.incrementAndGet();
                System.err.println("chartproof: " + place + ": " + reason);
            }
        };
    }

    private PrintWriter writer() throws IOException {
        return output.equals("-")
                ? new PrintWriter(System.out, false, StandardCharsets.UTF_8)
                : new PrintWriter(Files.newBufferedWriter(Path.of(output)), false);
    }

    private static ProgressBar progress(long count) {
        return new ProgressBarBuilder()
                .setTaskName("Coding")
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(System.console() == null ? 5000 : 200)
                .build();
    }
}
