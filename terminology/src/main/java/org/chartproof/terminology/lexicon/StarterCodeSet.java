package org.chartproof.terminology.lexicon;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.Term;

/** The lexicon's codes as a code set, for a site that has not installed the official files yet. */
public final class StarterCodeSet {

    /** In force as long as every code in it is: fiscal years 2026 and 2027. */
    public static final Release RELEASE = new Release(
            CodeSystem.ICD_10_CM,
            "starter-2026",
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2027, 9, 30),
            Release.Origin.STARTER);

    private StarterCodeSet() {}

    /** The code set of a lexicon; headers are the beginnings of its codes. */
    public static CodeSet of(Lexicon lexicon) {
        Map<String, LexiconRow> rows = new TreeMap<>();
        lexicon.rows().forEach(row -> rows.put(row.code(), row));
        Map<String, Boolean> billable = new TreeMap<>();
        for (String code : rows.keySet()) {
            billable.put(code, true);
            for (int end = code.length() - 1; end >= 3; end--) {
                String prefix = code.substring(0, end);
                // A beginning that ends with the placeholder is no header of its own: T78.2XXA stands below T78.2.
                if (!prefix.endsWith(".") && !prefix.endsWith("X")) {
                    billable.putIfAbsent(prefix, false);
                }
            }
        }
        CodeTable.Builder table = new CodeTable.Builder();
        billable.forEach((code, isBillable) -> {
            LexiconRow row = rows.get(code);
            table.add(code, row == null ? "Category " + code : row.display(), isBillable);
        });
        return new LoadedCodeSet(RELEASE, table.build(), TabularList.EMPTY, List::of, () -> terms(lexicon));
    }

    private static List<Term> terms(Lexicon lexicon) {
        Set<Term> distinct = new LinkedHashSet<>();
        lexicon.rows().forEach(row -> distinct.addAll(row.terms()));
        List<Term> terms = new ArrayList<>(distinct);
        terms.sort(Comparator.comparing(Term::words).thenComparing(Term::code));
        return List.copyOf(terms);
    }
}
