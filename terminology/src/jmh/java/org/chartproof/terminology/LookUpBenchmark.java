package org.chartproof.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long it takes to look up a code, among all of a release in random order: {@code ./mvnw -Pjmh -Dquick -pl terminology test}.
 * Codes are those of the official files under {@code CHARTPROOF_SHARED} or {@code ../shared}; without them those of the starter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUpBenchmark {

    private static final int ASKED = 1 << 14;
    private static final double MICROSECOND = 1_000;

    private CodeSets sets = new CodeSets(List.of());
    private CodeSet set = Terminology.starter().on(CodeSystem.ICD_10_CM, BenchmarkRelease.DAY).orElseThrow();
    private String[] asked = {};
    private int next;

    /** Loads the release and draws the codes. */
    @Setup
    public void load() {
        sets = BenchmarkRelease.open();
        set = BenchmarkRelease.release(sets);
        List<BillableCode> codes = set.codes();
        Random random = new Random(1);
        asked = new String[ASKED];
        for (int i = 0; i < ASKED; i++) {
            asked[i] = codes.get(random.nextInt(codes.size())).value();
        }
    }

    private String next() {
        next = (next + 1) & (ASKED - 1);
        return asked[next];
    }

    /** A row, header or code. */
    @Benchmark
    public Optional<Concept> find() {
        return set.find(next());
    }

    /** A code that a claim may carry. */
    @Benchmark
    public Optional<BillableCode> billable() {
        return set.billable(next());
    }

    /** The same, release by date of service included. */
    @Benchmark
    public Optional<BillableCode> billableOnADate() {
        return sets.on(CodeSystem.ICD_10_CM, BenchmarkRelease.DAY).flatMap(release -> release.billable(next()));
    }

    /** All notes that hold for a code. */
    @Benchmark
    public List<TabularNote> notes() {
        return set.notes(next());
    }

    /** Whether a code is exempt from the present-on-admission indicator. */
    @Benchmark
    public boolean poaExempt() {
        return set.poaExempt(next());
    }

    /** Runs them all. Judged by the median, which other programs on the machine disturb least. */
    @Test
    void aLookUpTakesLessThanAMicrosecond() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(LookUpBenchmark.class.getName() + "\\..*")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .build();
        Collection<RunResult> results = new Runner(options).run();
        assertThat(results)
                .filteredOn(result -> !result.getParams().getBenchmark().endsWith("notes"))
                .allSatisfy(result -> assertThat(result.getPrimaryResult()
                                .getStatistics()
                                .getPercentile(50))
                        .as(result.getParams().getBenchmark())
                        .isLessThan(MICROSECOND));
    }
}
