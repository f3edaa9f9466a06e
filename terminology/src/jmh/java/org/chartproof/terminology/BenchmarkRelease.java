package org.chartproof.terminology;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The release that is measured: that of the official files under {@code CHARTPROOF_SHARED} or {@code ../shared}; else the starter. */
public final class BenchmarkRelease {

    /** A date of service in fiscal year 2026. */
    public static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private BenchmarkRelease() {}

    /** All releases that are there. */
    public static CodeSets open() {
        Path shared = Path.of(Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")).orElse("../../shared"));
        return Terminology.open(
                shared.resolve("terminology"), Optional.of(Path.of("target/benchmark-cache")), System.out::println);
    }

    /** That of {@link #DAY}. */
    public static CodeSet release(CodeSets sets) {
        CodeSet set = sets.on(CodeSystem.ICD_10_CM, DAY).orElseThrow();
        List<BillableCode> codes = set.codes();
        System.out.println(codes.size() + " codes of " + set.release().version() + ", "
                + set.terms().size() + " terms");
        return set;
    }
}
