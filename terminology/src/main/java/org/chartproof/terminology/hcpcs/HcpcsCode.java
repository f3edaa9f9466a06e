package org.chartproof.terminology.hcpcs;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A code or modifier of HCPCS Level II.
 *
 * @param code a letter and four digits; a modifier has two characters
 * @param longDescription the whole description
 * @param shortDescription at most 28 characters; empty where the file has none
 * @param added the day it was added; empty if the file does not say
 * @param terminated the last day on which it can be used; empty while it has none
 */
public record HcpcsCode(
        String code,
        String longDescription,
        String shortDescription,
        Optional<LocalDate> added,
        Optional<LocalDate> terminated) {

    /** Whether it can be used for a date of service. */
    public boolean isValidOn(LocalDate serviceDate) {
        return added.map(day -> !serviceDate.isBefore(day)).orElse(true)
                && terminated.map(day -> !serviceDate.isAfter(day)).orElse(true);
    }

    /** Whether it is a modifier. */
    public boolean isModifier() {
        return code.length() == 2;
    }
}
