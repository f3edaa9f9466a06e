package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A release in memory. Vocabulary and Index are built when first asked for: a server that only validates codes needs neither. */
public final class LoadedCodeSet implements CodeSet {

    private final Release release;
    private final CodeTable table;
    private final TabularList tabular;
    private final Books books;
    private final Set<String> poaExempt;
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
        this.poaExempt = Set.copyOf(poaExempt);
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
        return table.lookUp(code).map(table::concept);
    }

    @Override
    public Optional<BillableCode> billable(String code) {
        return table.lookUp(code).filter(table::isBillable).map(this::billableAt);
    }

    @Override
    public List<Concept> children(String code) {
        return table.lookUp(code).map(table::children).orElse(List.of());
    }

    @Override
    public Optional<Concept> parent(String code) {
        return table.lookUp(code).map(table::parentRow).filter(row -> row >= 0).map(table::concept);
    }

    @Override
    public List<TabularNote> notes(String code) {
        return table.lookUp(code).map(row -> tabular.holdingFor(table, row)).orElse(List.of());
    }

    @Override
    public Optional<SeventhCharacters> seventhCharacters(String code) {
        return table.lookUp(code).flatMap(row -> tabular.seventhsOf(table, row));
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
        return poaExempt.contains(CodeTable.withDot(code));
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
