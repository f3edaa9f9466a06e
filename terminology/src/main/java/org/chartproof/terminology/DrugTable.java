package org.chartproof.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The Table of Drugs and Chemicals: substance to the codes for poisoning, adverse effect and underdosing. */
public final class DrugTable {

    /** No row at all, as for the starter code set. */
    public static final DrugTable EMPTY = new DrugTable(List.of());

    private final List<DrugEntry> entries;
    /** Built at the first look-up: who only goes through the rows need not wait for it. */
    private final Supplier<WordLookup<DrugEntry>> byWords = Once.of(this::lookup);

    /** @param entries the rows in printed order, each sub-entry after its main entry */
    public DrugTable(List<DrugEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    private WordLookup<DrugEntry> lookup() {
        WordLookup<DrugEntry> rows = new WordLookup<>(DrugEntry::hasCodesOf);
        for (DrugEntry entry : entries) {
            rows.add(Arrays.asList(entry.substance().split(", ")), entry);
        }
        return rows;
    }

    /**
     * The row of a substance: its words in any case and order, without what stands in parentheses. A sub-entry is found by its
     * whole wording ({@code aminoglycoside antibiotic}) and, where only one meaning is possible, by its own words.
     */
    public Optional<DrugEntry> find(String words) {
        return byWords.get().find(words);
    }

    /** Every row, in printed order. */
    public List<DrugEntry> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrugTable table && entries.equals(table.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
