package org.chartproof.terminology;

import java.util.List;
import java.util.function.Supplier;

/**
 * The books beside the Tabular List. Each is asked for once, when it is first needed.
 *
 * @param index gives the main terms of the Alphabetic Index
 * @param externalCauses gives the main terms of the External Cause Index
 * @param drugs gives the Table of Drugs and Chemicals
 * @param neoplasms gives the Neoplasm table
 */
public record Books(
        Supplier<List<IndexEntry>> index,
        Supplier<List<IndexEntry>> externalCauses,
        Supplier<DrugTable> drugs,
        Supplier<NeoplasmTable> neoplasms) {

    /** No book at all. */
    public static final Books NONE = new Books(List::of, List::of, () -> DrugTable.EMPTY, () -> NeoplasmTable.EMPTY);

    public Books {
        index = Once.of(index);
        externalCauses = Once.of(externalCauses);
        drugs = Once.of(drugs);
        neoplasms = Once.of(neoplasms);
    }

    /** These books with another Alphabetic Index. */
    public Books withIndex(Supplier<List<IndexEntry>> other) {
        return new Books(other, externalCauses, drugs, neoplasms);
    }
}
