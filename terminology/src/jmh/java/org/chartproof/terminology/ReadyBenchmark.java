package org.chartproof.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long a new JVM takes until the releases and their vocabulary answer, read from the files that an earlier start left, and the
 * heap that they fill: {@code ./mvnw -Pjmh -Dquick -pl terminology test -Dtest=ReadyBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadyBenchmark {

    private static final int STARTS = 3;
    private static final double SECOND = 1_000;

    private CodeSets sets = new CodeSets(List.of());

    /** Until codes and terms are there. */
    @Benchmark
    public int open() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        sets = BenchmarkRelease.open();
        int terms = sets.on(CodeSystem.ICD_10_CM, BenchmarkRelease.DAY)
                .orElseThrow()
                .terms()
                .size();
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.println(TimeUnit.NANOSECONDS.toMillis(spent) + " ms of processor time on the waiting thread");
        return terms;
    }

    /** Tells the heap with everything loaded: how many releases that is depends on the files that are there. */
    @TearDown
    public void heap() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        BenchmarkRelease.release(sets);
        System.out.println((used >> 20) + " MiB of heap");
    }

    /** Starts a few new JVMs after one that leaves the files. Judged by the quickest, which other programs disturb least. */
    @Test
    void aReleaseIsReadyInLessThanASecond() throws RunnerException {
        BenchmarkRelease.release(BenchmarkRelease.open());
        Options options = new OptionsBuilder()
                .include(ReadyBenchmark.class.getName() + "\\..*")
                .forks(STARTS)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getStatistics().getMin())
                                .isLessThan(SECOND));
    }
}
