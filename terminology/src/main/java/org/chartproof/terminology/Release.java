package org.chartproof.terminology;

import java.time.LocalDate;

/**
 * One dated edition of a code system.
 *
 * @param system what it is an edition of
 * @param version its name, as it stands in {@code Coding.version}: the fiscal year, e.g. {@code 2026}; the starter code set says
 *     {@code starter-2026}
 * @param firstDay first date of service for which it is in force
 * @param lastDay last date of service for which it is in force, inclusive
 * @param origin where its content comes from
 */
public record Release(CodeSystem system, String version, LocalDate firstDay, LocalDate lastDay, Origin origin) {

    /** Where a release's content comes from. */
    public enum Origin {
        /** The publisher's own files, installed at the site. */
        OFFICIAL,
        /** The codes of our own lexicon: a small part of the system, enough to start with. */
        STARTER
    }

    public Release {
        if (version.isBlank()) {
            throw new IllegalArgumentException("a release needs a version");
        }
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("release " + version + " ends before it begins");
        }
    }

    /** Whether it is in force on a date of service. */
    public boolean inForceOn(LocalDate serviceDate) {
        return !serviceDate.isBefore(firstDay) && !serviceDate.isAfter(lastDay);
    }
}
