package org.chartproof.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All releases that are loaded, resolved by date of service. */
public final class CodeSets {

    private final List<Dated> sets;

    /** @param set gives what the release holds, made when first asked for */
    private record Dated(Release release, Supplier<? extends CodeSet> set) {}

    public CodeSets(List<? extends CodeSet> sets) {
        this(sets.stream().map(set -> new Dated(set.release(), () -> set)), Stream.of());
    }

    private CodeSets(Stream<Dated> sets, Stream<Dated> more) {
        this.sets = Stream.concat(sets, more).toList();
    }

    /**
     * These and one more.
     *
     * @param set gives what the release holds; asked once, when the release is first needed
     */
    public CodeSets and(Release release, Supplier<? extends CodeSet> set) {
        return new CodeSets(sets.stream(), Stream.of(new Dated(release, Once.of(set))));
    }

    /**
     * The release in force on a date of service: of several (an edition of April beside that of October) the one that came last;
     * an official one goes before the starter code set.
     *
     * @return empty if no loaded release covers the date: the caller says so and codes nothing
     */
    public Optional<CodeSet> on(CodeSystem system, LocalDate serviceDate) {
        Optional<Dated> best = Optional.empty();
        for (Dated set : sets) {
            Release release = set.release();
            boolean applies = release.system() == system && release.inForceOn(serviceDate);
            if (applies && (best.isEmpty() || goesBefore(release, best.get().release()))) {
                best = Optional.of(set);
            }
        }
        return best.map(dated -> dated.set().get());
    }

    private static boolean goesBefore(Release release, Release other) {
        if (release.origin() != other.origin()) {
            return release.origin() == Release.Origin.OFFICIAL;
        }
        return release.firstDay().isAfter(other.firstDay());
    }

    /** What is loaded, in the order given. */
    public List<Release> releases() {
        List<Release> releases = new ArrayList<>();
        for (Dated set : sets) {
            releases.add(set.release());
        }
        return releases;
    }
}
