package org.chartproof.terminology.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.chartproof.terminology.BenchmarkRelease;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Terminology;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
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
 * How long an answer takes after a keystroke, over all codes of a release:
 * {@code ./mvnw -Pjmh -Dquick -pl terminology test -Dtest=TypeAheadBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TypeAheadBenchmark {

    private static final int PAGE = 20;
    private static final double TEN_MILLISECONDS = 10_000;

    /** Beginnings of codes, of words in any order, abbreviations, a slip; a single letter finds most and takes longest. */
    @Param({"d", "s", "E11", "S72.0", "diab ret", "fracture femur left", "CHF", "COPD", "migrane"})
    public String typed = "";

    private CodeSearch search = new CodeSearch(Terminology.starter()
            .on(CodeSystem.ICD_10_CM, BenchmarkRelease.DAY)
            .orElseThrow());

    /** Loads and prepares the release. */
    @Setup
    public void load() {
        search = new CodeSearch(BenchmarkRelease.release(BenchmarkRelease.open()));
        System.out.println(search.find(typed, 0, PAGE).total() + " codes found by \"" + typed + "\"");
    }

    /** The first page of what is found. */
    @Benchmark
    public CodeSearch.Page find() {
        return search.find(typed, 0, PAGE);
    }

    /** Runs them all. Judged by the median, which other programs on the machine disturb least; the report has the percentiles. */
    @Test
    void anAnswerTakesLessThanTenMilliseconds() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(TypeAheadBenchmark.class.getName() + "\\..*")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(1))
                .build();
        Collection<RunResult> results = new Runner(options).run();
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.getPrimaryResult()
                                .getStatistics()
                                .getPercentile(50))
                        .as(result.getParams().getParam("typed"))
                        .isLessThan(TEN_MILLISECONDS));
    }
}
