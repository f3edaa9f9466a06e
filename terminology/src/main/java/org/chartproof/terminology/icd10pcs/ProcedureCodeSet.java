package org.chartproof.terminology.icd10pcs;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.Once;

/** One edition of ICD-10-PCS. Immutable, safe for any number of threads. */
public final class ProcedureCodeSet {

    private final Edition edition;
    private final SortedMap<String, ProcedureCode> codes;
    private final int billable;
    private final Supplier<Optional<ProcedureTables>> tables;
    private final Supplier<List<ProcedureTerm>> index;

    ProcedureCodeSet(
            Edition edition,
            Map<String, ProcedureCode> codes,
            Supplier<Optional<ProcedureTables>> tables,
            Supplier<List<ProcedureTerm>> index) {
        this.edition = edition;
        this.codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
        this.billable =
                (int) codes.values().stream().filter(ProcedureCode::billable).count();
        this.tables = Once.of(tables);
        this.index = Once.of(index);
    }

    /** Fiscal year, or year and month for an edition of April: {@code 2026}, {@code 2026-04}. */
    public String version() {
        return edition.version();
    }

    /** First date of discharge for which it is in force. */
    public LocalDate firstDay() {
        return edition.firstDay();
    }

    /** Last date of discharge for which it is in force, inclusive. */
    public LocalDate lastDay() {
        return edition.lastDay();
    }

    /** A row of the order file, in any case. */
    public Optional<ProcedureCode> find(String code) {
        return Optional.ofNullable(codes.get(code.strip().toUpperCase(Locale.ROOT)));
    }

    /** Whether a claim may carry a code: seven characters that the order file has. */
    public boolean isValid(String code) {
        return find(code).filter(ProcedureCode::billable).isPresent();
    }

    /** Number of valid codes. */
    public int size() {
        return billable;
    }

    /** Every row by its code, in order. */
    public SortedMap<String, ProcedureCode> codes() {
        return codes;
    }

    /** The Tables: of this year where they are installed, else the newest before it; empty where there are none. */
    public Optional<ProcedureTables> tables() {
        return tables.get();
    }

    /** The main terms of the Index, of the year of the newest one installed; empty where there is none. */
    public List<ProcedureTerm> index() {
        return index.get();
    }
}
