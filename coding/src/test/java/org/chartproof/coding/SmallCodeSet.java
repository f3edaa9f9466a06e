package org.chartproof.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.SeventhCharacters;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.TabularNote;
import org.chartproof.terminology.Term;

/** The code set of the tests, read from {@code small-code-set.tsv}: see there for its form. */
public final class SmallCodeSet {

    private static final Release RELEASE = new Release(
            CodeSystem.ICD_10_CM,
            "small-2026",
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2026, 9, 30),
            Release.Origin.OFFICIAL);

    private final CodeTable.Builder table = new CodeTable.Builder();
    private final Map<String, List<TabularNote>> notes = new TreeMap<>();
    private final Map<String, SeventhCharacters> sevenths = new TreeMap<>();
    private final List<Term> terms = new ArrayList<>();

    private SmallCodeSet() {}

    /** The code set. */
    public static CodeSet load() {
        SmallCodeSet set = new SmallCodeSet();
        for (String line : text().split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                set.add(line.split("\t"));
            }
        }
        TabularList tabular = new TabularList(set.notes, Map.of(), set.sevenths);
        return new LoadedCodeSet(RELEASE, set.table.build(), tabular, List::of, () -> List.copyOf(set.terms));
    }

    /** The code set as the only one of a site. */
    public static CodeSets asOnlyOne() {
        return new CodeSets(List.of(load()));
    }

    private void add(String[] cells) {
        switch (cells[0]) {
            case "note" ->
                notes.computeIfAbsent(cells[1], key -> new ArrayList<>())
                        .add(new TabularNote(kind(cells[2]), cells[2], ranges(cells[3]), cells[1]));
            case "sevenths" -> sevenths.put(cells[1], new SeventhCharacters(cells[1], meanings(cells[2])));
            case "term" -> addTerms(cells[1], cells[1], cells[2]);
            default -> {
                table.add(cells[0], cells[2], cells[1].equals("billable"));
                if (cells.length > 3) {
                    addTerms(cells[0], cells[2], cells[3]);
                }
            }
        }
    }

    private void addTerms(String code, String title, String printed) {
        for (String one : printed.split(" \\| ")) {
            int bracket = one.indexOf(" [near: ");
            Term.Context context = bracket < 0
                    ? Term.Context.NONE
                    : new Term.Context(
                            List.of(one.substring(bracket + 8, one.length() - 1).split(", ")), List.of());
            String words = bracket < 0 ? one : one.substring(0, bracket);
            terms.add(new Term(
                    words.toLowerCase(java.util.Locale.ROOT), code, Term.Source.LEXICON, List.of(title), context));
        }
    }

    private static TabularNote.Kind kind(String printed) {
        return TabularNote.Kind.valueOf(
                printed.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    private static List<CodeRange> ranges(String printed) {
        List<CodeRange> ranges = new ArrayList<>();
        for (String one : printed.split(",")) {
            int dash = one.indexOf('-');
            ranges.add(
                    dash < 0
                            ? new CodeRange(one, one)
                            : new CodeRange(one.substring(0, dash), one.substring(dash + 1)));
        }
        return ranges;
    }

    private static Map<String, String> meanings(String printed) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (String one : printed.split(";")) {
            meanings.put(one.substring(0, 1), one.substring(2));
        }
        return meanings;
    }

    private static String text() {
        try (InputStream in = Optional.ofNullable(SmallCodeSet.class.getResourceAsStream("small-code-set.tsv"))
                .orElseThrow(() -> new IllegalStateException("small-code-set.tsv is missing"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
