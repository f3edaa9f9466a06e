package org.chartproof.terminology.hcpcs;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One quarterly release of HCPCS Level II. Immutable, safe for any number of threads. */
public final class HcpcsCodeSet {

    private final String version;
    private final LocalDate firstDay;
    private final SortedMap<String, HcpcsCode> codes;

    HcpcsCodeSet(LocalDate firstDay, Map<String, HcpcsCode> codes) {
        this.version = String.format(Locale.ROOT, "%d-%02d", firstDay.getYear(), firstDay.getMonthValue());
        this.firstDay = firstDay;
        this.codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
    }

    /** Year and first month of its quarter, e.g. {@code 2026-01}. */
    public String version() {
        return version;
    }

    /** First day of its quarter; it is in force until the next release, which CMS publishes three months later. */
    public LocalDate firstDay() {
        return firstDay;
    }

    /** A code or modifier in any case, whether still in use or not. */
    public Optional<HcpcsCode> find(String code) {
        return Optional.ofNullable(codes.get(code.strip().toUpperCase(Locale.ROOT)));
    }

    /** Whether a claim may carry a code or modifier for a date of service. */
    public boolean isValid(String code, LocalDate serviceDate) {
        return find(code).filter(found -> found.isValidOn(serviceDate)).isPresent();
    }

    /** Every code and modifier, in order. */
    public SortedMap<String, HcpcsCode> codes() {
        return codes;
    }
}
