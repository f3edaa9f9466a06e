package org.chartproof.server.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.search.CodeSearch;

/** The release that a question is about: of its version, else in force on its date, else in force today. */
final class DatedCodeSets {

    private final Supplier<CodeSets> codeSets;
    private final Supplier<LocalDate> today;
    private final Map<Release, CodeSearch> searches = new ConcurrentHashMap<>();

    /**
     * @param codeSets what is loaded
     * @param today the date that a question without one is about
     */
    DatedCodeSets(Supplier<CodeSets> codeSets, Supplier<LocalDate> today) {
        this.codeSets = codeSets;
        this.today = today;
    }

    /** Whether we answer for a code system. */
    static boolean knows(String system) {
        return CodeSystem.ICD_10_CM.uri().equals(system);
    }

    /**
     * The release that a question is about.
     *
     * @throws ResourceNotFoundException if none is loaded; says which there are
     */
    CodeSet of(Optional<LocalDate> date, Optional<String> version) {
        Optional<CodeSet> found = version.isPresent() ? ofVersion(version.get()) : on(date.orElseGet(today));
        return found.orElseThrow(() -> new ResourceNotFoundException("No release of ICD-10-CM is loaded "
                + version.map(name -> "under the version asked for")
                        .orElse("for " + date.orElseGet(today) + "; install that of its fiscal year")
                + ". Loaded: "
                + String.join(
                        ", ",
                        icd10cm().stream().map(set -> set.release().version()).toList())));
    }

    private Optional<CodeSet> on(LocalDate date) {
        return codeSets.get().on(CodeSystem.ICD_10_CM, date);
    }

    private Optional<CodeSet> ofVersion(String version) {
        return icd10cm().stream()
                .filter(set -> set.release().version().equals(version))
                .findFirst();
    }

    /** Every loaded release of ICD-10-CM. */
    private List<CodeSet> icd10cm() {
        CodeSets loaded = codeSets.get();
        return loaded.releases().stream()
                .filter(release -> release.system() == CodeSystem.ICD_10_CM)
                .flatMap(release -> loaded.on(release.system(), release.firstDay()).stream())
                .distinct()
                .toList();
    }

    /** The row of a code as FHIR writes it: in capitals, with its dot. */
    static Optional<Concept> find(CodeSet set, String code) {
        return set.find(code).filter(concept -> concept.code().equals(code));
    }

    /** Another release that has a code which the one asked does not have. */
    Optional<Release> elsewhere(String code) {
        return icd10cm().stream()
                .filter(set -> find(set, code).isPresent())
                .map(CodeSet::release)
                .findFirst();
    }

    /** Looks codes of a release up by words; prepared when first asked for. */
    CodeSearch search(CodeSet set) {
        return searches.computeIfAbsent(set.release(), release -> new CodeSearch(set));
    }

    /** Prepares today's release, so that the first person who types does not wait. */
    void warmUp() {
        on(today.get()).ifPresent(this::search);
    }
}
