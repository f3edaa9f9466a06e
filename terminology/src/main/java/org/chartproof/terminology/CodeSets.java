package org.chartproof.terminology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All releases that are loaded, resolved by date of service. */
public final class CodeSets {

    private final List<CodeSet> sets;

    public CodeSets(List<? extends CodeSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /**
     * The release in force on a date of service: of several (an edition of April beside that of October) the one that came last;
     * an official one goes before the starter code set.
     *
     * @return empty if no loaded release covers the date: the caller says so and codes nothing
     */
    public Optional<CodeSet> on(CodeSystem system, LocalDate serviceDate) {
        Optional<CodeSet> best = Optional.empty();
        for (CodeSet set : sets) {
            Release release = set.release();
            boolean applies = release.system() == system && release.inForceOn(serviceDate);
            if (applies && (best.isEmpty() || goesBefore(release, best.get().release()))) {
                best = Optional.of(set);
            }
        }
        return best;
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
        for (CodeSet set : sets) {
            releases.add(set.release());
        }
        return releases;
    }
}
