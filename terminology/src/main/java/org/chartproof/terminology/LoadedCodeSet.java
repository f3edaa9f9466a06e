package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A release in memory. Vocabulary and Index are built when first asked for: a server that only validates codes needs neither. */
public final class LoadedCodeSet implements CodeSet {

    private final Release release;
    private final CodeTable table;
    private final TabularList tabular;
    private final Books books;
    private final BitSet poaExempt = new BitSet();

    /** The notes of the rows that were asked about: those of common conditions are asked for with every encounter. */
    private final Map<Integer, List<TabularNote>> notes = new ConcurrentHashMap<>();

    private final Supplier<List<Term>> terms;
    private final Supplier<List<BillableCode>> codes;

    /**
     * @param release which release it is
     * @param table its rows
     * @param tabular its notes and 7th characters
     * @param books Alphabetic Index, External Cause Index, Drug and Neoplasm tables
     * @param poaExempt codes exempt from the present-on-admission indicator, with their dots
     * @param terms gives the vocabulary, deduplicated, in a fixed order; asked once
     */
    public LoadedCodeSet(
            Release release,
            CodeTable table,
            TabularList tabular,
            Books books,
            Set<String> poaExempt,
            Supplier<List<Term>> terms) {
        this.release = release;
        this.table = table;
        this.tabular = tabular;
        this.books = books;
        poaExempt.stream().filter(table::has).forEach(code -> this.poaExempt.set(table.row(code)));
        this.terms = Once.of(terms);
        this.codes = Once.of(this::allBillable);
    }

    /**
     * A release of which only the Alphabetic Index is known beside the Tabular List.
     *
     * @param release which release it is
     * @param table its rows
     * @param tabular its notes and 7th characters
     * @param index gives the main terms of the Alphabetic Index; asked once
     * @param terms gives the vocabulary, deduplicated, in a fixed order; asked once
     */
    public LoadedCodeSet(
            Release release,
            CodeTable table,
            TabularList tabular,
            Supplier<List<IndexEntry>> index,
            Supplier<List<Term>> terms) {
        this(release, table, tabular, Books.NONE.withIndex(index), Set.of(), terms);
    }

    /** The rows, for what is built from a whole release. */
    public CodeTable table() {
        return table;
    }

    /** The notes and 7th characters, for what is built from a whole release. */
    public TabularList tabular() {
        return tabular;
    }

    @Override
    public Release release() {
        return release;
    }

    @Override
    public Optional<Concept> find(String code) {
        return concept(table.lookUp(code));
    }

    @Override
    public Optional<BillableCode> billable(String code) {
        int row = table.lookUp(code);
        return row != CodeTable.NONE && table.isBillable(row) ? Optional.of(billableAt(row)) : Optional.empty();
    }

    @Override
    public List<Concept> children(String code) {
        int row = table.lookUp(code);
        return row == CodeTable.NONE ? List.of() : table.children(row);
    }

    @Override
    public Optional<Concept> parent(String code) {
        int row = table.lookUp(code);
        return row == CodeTable.NONE ? Optional.empty() : concept(table.parentRow(row));
    }

    private Optional<Concept> concept(int row) {
        return row == CodeTable.NONE ? Optional.empty() : Optional.of(table.concept(row));
    }

    @Override
    public List<TabularNote> notes(String code) {
        int row = table.lookUp(code);
        if (row == CodeTable.NONE) {
            return List.of();
        }
        List<TabularNote> known = notes.get(row);
        return known != null ? known : notes.computeIfAbsent(row, one -> List.copyOf(tabular.holdingFor(table, one)));
    }

    @Override
    public Optional<SeventhCharacters> seventhCharacters(String code) {
        int row = table.lookUp(code);
        return row == CodeTable.NONE ? Optional.empty() : tabular.seventhsOf(table, row);
    }

    @Override
    public List<BillableCode> codes() {
        return codes.get();
    }

    @Override
    public List<Term> terms() {
        return terms.get();
    }

    @Override
    public List<IndexEntry> index() {
        return books.index().get();
    }

    @Override
    public List<IndexEntry> externalCauses() {
        return books.externalCauses().get();
    }

    @Override
    public DrugTable drugs() {
        return books.drugs().get();
    }

    @Override
    public NeoplasmTable neoplasms() {
        return books.neoplasms().get();
    }

    @Override
    public boolean poaExempt(String code) {
        int row = table.lookUp(code);
        return row != CodeTable.NONE && poaExempt.get(row);
    }

    private List<BillableCode> allBillable() {
        List<BillableCode> all = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (table.isBillable(row)) {
                all.add(billableAt(row));
            }
        }
        return List.copyOf(all);
    }

    private BillableCode billableAt(int row) {
        return new BillableCode(table.code(row), table.title(row), release);
    }
}
