package org.chartproof.bundles.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.chartproof.coding.Coding;
import org.chartproof.coding.CodingEngine;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.terminology.Terminology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the engine is on one thread, and where its time goes. */
@Command(
        name = "engine",
        description = "Notes per second of the engine on one thread, without a server; where the time goes; heap.",
        mixinStandardHelpOptions = true)
final class EngineBench implements Callable<Integer> {

    private static final LocalDate DATE = LocalDate.of(2026, 5, 4);

    @Option(
            names = "--terminology",
            defaultValue = "data/terminology",
            description = "Folder with the official code set files (default ${DEFAULT-VALUE}).")
    private Path terminology = Path.of("data/terminology");

    @Option(
            names = "--terminology-cache",
            defaultValue = "data/terminology-cache",
            description = "Where read code sets are kept (default ${DEFAULT-VALUE}).")
    private Path cache = Path.of("data/terminology-cache");

    @Option(names = "--notes", defaultValue = "3000", description = "Notes that count (default ${DEFAULT-VALUE}).")
    private int notes;

    @Option(names = "--warm-up", defaultValue = "3000", description = "Notes before those (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--length", defaultValue = "5000", description = "Characters of a note (default ${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--inpatient", description = "Code them as inpatients' notes, not as outpatients'.")
    private boolean inpatient;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int codes;

    @Override
    public Integer call() throws Exception {
        CodingEngine engine = new CodingEngine(Terminology.open(
                terminology, Optional.of(cache), message -> System.err.println("chartproof: " + message)));
        engine.warmUp(DATE);
        DenseNotes source = new DenseNotes(length, 1);
        for (int done = 0; done < warmUp; done += 500) {
            source.next(Math.min(500, warmUp - done)).forEach(note -> code(engine, note));
        }
        List<Note> measured = source.next(notes);
        measure(engine, measured);
        StepSampler sampler = new StepSampler(Thread.currentThread());
        measured.forEach(note -> code(engine, note));
        sampler.stop();
        System.out.println("steps: " + sampler.told());
        return 0;
    }

    private void measure(CodingEngine engine, List<Note> measured) {
        codes = 0;
        double[] millis = new double[notes];
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < notes; i++) {
            long one = System.nanoTime();
            code(engine, measured.get(i));
            millis[i] = (System.nanoTime() - one) / 1e6;
        }
        double wallSeconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d notes of %d characters, %.1f codes each, one thread: %.0f notes/s of CPU time, %.0f notes/s of wall time;"
                        + " a note: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                notes,
                length,
                (double) codes / notes,
                notes / cpuSeconds,
                notes / wallSeconds,
                millis[notes / 2],
                millis[Math.min(notes - 1, notes * 99 / 100)],
                millis[notes - 1]);
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(Locale.ROOT, "heap after collection, code sets, vocabulary and notes: %.0f MB%n", used / 1e6);
    }

    private void code(CodingEngine engine, Note note) {
        Setting setting = inpatient ? Setting.INPATIENT : Setting.OUTPATIENT;
        EncounterFacts facts = new EncounterFacts(setting, DATE, Sex.UNKNOWN, OptionalInt.empty(), CodingMode.CLAIM);
        if (engine.code(facts, List.of(note)) instanceof Coding.Coded coded) {
            codes += coded.encounter().diagnoses().size();
        } else {
            throw new IllegalStateException("no release covers " + DATE);
        }
    }
}
