package org.chartproof.terminology.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.hcc.RiskModels;
import org.chartproof.terminology.hcpcs.HcpcsReleases;
import org.chartproof.terminology.history.CodeHistory;
import org.chartproof.terminology.icd10cm.Icd10cmReleases;
import org.chartproof.terminology.icd10pcs.Icd10pcsReleases;

/**
 * What a file is: which book of which release of which system.
 *
 * @param system the system
 * @param book release and book, e.g. {@code 2026 tabular}
 * @param file where it is
 */
record Publication(CodingSystem system, String book, PublishedFile file) {

    /** The systems that files are known of. */
    enum CodingSystem {
        ICD_10_CM("ICD-10-CM"),
        ICD_10_PCS("ICD-10-PCS"),
        HCPCS("HCPCS Level II"),
        HCC("CMS-HCC"),
        HISTORY("ICD-10-CM conversion table");

        private final String title;

        CodingSystem(String title) {
            this.title = title;
        }

        /** The name people use. */
        String title() {
            return title;
        }
    }

    /** What a file is by its name; empty: nothing that is known. */
    static Optional<Publication> of(PublishedFile file) {
        return named(CodingSystem.ICD_10_CM, Icd10cmReleases.recognise(file), file)
                .or(() -> named(CodingSystem.ICD_10_PCS, Icd10pcsReleases.recognise(file), file))
                .or(() -> named(CodingSystem.HCPCS, HcpcsReleases.recognise(file), file))
                .or(() -> named(CodingSystem.HCC, RiskModels.recognise(file), file))
                .or(() -> named(CodingSystem.HISTORY, CodeHistory.recognise(file), file));
    }

    /** Those of some files that are something, in their order. */
    static List<Publication> among(List<PublishedFile> files) {
        List<Publication> known = new ArrayList<>();
        files.forEach(file -> of(file).ifPresent(known::add));
        return known;
    }

    /** System and book, as messages have it. */
    String title() {
        return system.title() + " " + book;
    }

    /** The release of {@link #book}, e.g. {@code 2026}. */
    String release() {
        int blank = book.indexOf(' ');
        return blank < 0 ? book : book.substring(0, blank);
    }

    /**
     * Reads it as what it says it is.
     *
     * @return how many entries it has
     * @throws org.chartproof.terminology.BrokenInstallation if it is not that, or not whole
     */
    int check() {
        return switch (system) {
            case ICD_10_CM -> Icd10cmReleases.check(file);
            case ICD_10_PCS -> Icd10pcsReleases.check(file);
            case HCPCS ->
                HcpcsReleases.load(List.of(file), line -> {}).stream()
                        .mapToInt(release -> release.codes().size())
                        .sum();
            case HCC -> RiskModels.check(file);
            case HISTORY -> CodeHistory.load(List.of(file)).size();
        };
    }

    private static Optional<Publication> named(CodingSystem system, Optional<String> book, PublishedFile file) {
        return book.map(found -> new Publication(system, found, file));
    }
}
