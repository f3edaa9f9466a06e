package org.chartproof.terminology.install;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A release that is installed and loads.
 *
 * @param system e.g. {@code ICD-10-CM}
 * @param version e.g. {@code 2026}, {@code 2026-04}
 * @param firstDay first date of service; empty where the system has none (a conversion table)
 * @param lastDay last date of service; empty: until the next release
 * @param counts what is in it, e.g. {@code 74,719 codes, 98,186 rows}
 * @param files the files that it is made of
 * @param codes code to title of all that a claim may carry, for comparisons
 */
public record InstalledRelease(
        String system,
        String version,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay,
        String counts,
        List<InstalledFile> files,
        SortedMap<String, String> codes) {

    /**
     * A file of a release.
     *
     * @param name its name in the folder
     * @param sha256 of its content, in hexadecimal
     * @param changed whether it is another than was installed under its name
     */
    public record InstalledFile(String name, String sha256, boolean changed) {}

    public InstalledRelease {
        files = List.copyOf(files);
    }
}
