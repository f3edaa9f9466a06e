package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.chartproof.terminology.Books;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.DrugTable;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.NeoplasmTable;
import org.chartproof.terminology.SeventhCharacters;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.TabularNote;
import org.chartproof.terminology.icd10cm.SourceFile.Kind;

/** Builds one release from its published files. */
final class ReleaseImport {

    /** An April update can add codes that the October Tabular List lacks; more than this share means another year's file. */
    private static final double MOST_STRANGERS = 0.02;

    private ReleaseImport() {}

    /**
     * Reads a release that has its own Tabular List.
     *
     * @param files its files by kind; a Tabular List must be among them
     */
    static ReleaseContent full(Edition edition, Map<Kind, SourceFile> files, Consumer<String> progress) {
        SourceFile tabularFile = required(files, Kind.TABULAR);
        TabularFile.Contents tabular =
                sameYear(edition.year(), tabularFile, TabularFile.read(tabularFile), TabularFile.Contents::year);
        CodeTable table = table(files, tabular, tabularFile, progress);
        return new ReleaseContent(
                edition, table, notes(tabular, table), books(edition.year(), files), exempt(files, table));
    }

    /** A release with the books that were not installed with it taken from the release before: those are the newest there are. */
    static ReleaseContent completed(ReleaseContent content, Set<Kind> installed, ReleaseContent before) {
        Books own = content.books();
        Books older = before.books();
        Books books = new Books(
                installed.contains(Kind.INDEX) ? own.index() : older.index(),
                installed.contains(Kind.EXTERNAL_CAUSES) ? own.externalCauses() : older.externalCauses(),
                installed.contains(Kind.DRUGS) ? own.drugs() : older.drugs(),
                installed.contains(Kind.NEOPLASM) ? own.neoplasms() : older.neoplasms());
        Set<String> exempt = installed.contains(Kind.POA_EXEMPT)
                ? content.poaExempt()
                : existing(before.poaExempt(), content.table());
        return new ReleaseContent(content.edition(), content.table(), content.tabular(), books, exempt);
    }

    /**
     * Reads one file on its own, as a check of it.
     *
     * @param year the year that it is named or installed for
     * @return how many entries it has: codes, main terms, rows
     */
    static int check(SourceFile file, int year) {
        return switch (file.kind()) {
            case TABULAR ->
                sameYear(year, file, TabularFile.read(file), TabularFile.Contents::year)
                        .rows()
                        .size();
            case INDEX, EXTERNAL_CAUSES ->
                mainTerms(year, file, IndexFile::alphabeticIndex).size();
            case NEOPLASM -> mainTerms(year, file, IndexFile::neoplasmTable).size();
            case DRUGS -> mainTerms(year, file, IndexFile::drugTable).size();
            case ORDER -> tableOf(file, CodeFiles.orderFile(file)).size();
            case CODES -> tableOf(file, CodeFiles.billableList(file)).size();
            case POA_EXEMPT -> PoaExemptFile.read(file).size();
        };
    }

    /** Refuses a list of billable codes that is not the order file's of its edition: one of them is cut off. */
    static void refuseDifferentLists(Map<Kind, SourceFile> files) {
        Optional<SourceFile> order = optional(files, Kind.ORDER);
        Optional<SourceFile> codes = optional(files, Kind.CODES);
        if (order.isEmpty() || codes.isEmpty()) {
            return;
        }
        CodeTable table = tableOf(codes.get(), CodeFiles.billableList(codes.get()));
        long lacking = CodeFiles.orderFile(order.get()).stream()
                .filter(row -> row.billable() && !table.has(row.code()))
                .count();
        if (lacking > 0) {
            throw new BrokenInstallation(
                    codes.get().name(),
                    "lacks " + lacking + " codes of " + order.get().name() + ": it is cut off or of another edition",
                    SourceFile.DOWNLOAD_AGAIN);
        }
    }

    private static Books books(int year, Map<Kind, SourceFile> files) {
        List<IndexEntry> index = mainTerms(year, files, Kind.INDEX, IndexFile::alphabeticIndex);
        List<IndexEntry> externalCauses = mainTerms(year, files, Kind.EXTERNAL_CAUSES, IndexFile::alphabeticIndex);
        DrugTable drugs = new DrugTable(DrugRow.entries(mainTerms(year, files, Kind.DRUGS, IndexFile::drugTable)));
        NeoplasmTable neoplasms = new NeoplasmTable(mainTerms(year, files, Kind.NEOPLASM, IndexFile::neoplasmTable));
        return new Books(() -> index, () -> externalCauses, () -> drugs, () -> neoplasms);
    }

    private static <T> List<T> mainTerms(
            int year, Map<Kind, SourceFile> files, Kind kind, Function<SourceFile, IndexFile.Contents<T>> reader) {
        return optional(files, kind).map(file -> mainTerms(year, file, reader)).orElse(List.of());
    }

    private static <T> List<T> mainTerms(
            int year, SourceFile file, Function<SourceFile, IndexFile.Contents<T>> reader) {
        IndexFile.Contents<T> contents = sameYear(year, file, reader.apply(file), IndexFile.Contents::year);
        if (contents.mainTerms().isEmpty()) {
            throw new BrokenInstallation(file.name(), "has no entries in it", SourceFile.DOWNLOAD_AGAIN);
        }
        return contents.mainTerms();
    }

    private static Set<String> exempt(Map<Kind, SourceFile> files, CodeTable table) {
        return optional(files, Kind.POA_EXEMPT)
                .map(file -> existing(PoaExemptFile.read(file), table))
                .orElse(Set.of());
    }

    /** The codes that have a row, as the table's own strings. */
    private static Set<String> existing(Set<String> codes, CodeTable table) {
        Set<String> existing = new HashSet<>();
        for (String code : codes) {
            int row = table.row(code);
            if (row >= 0) {
                existing.add(table.code(row));
            }
        }
        return Set.copyOf(existing);
    }

    /**
     * Builds a release of which only a list of codes is installed; titles of headers, notes, Index and tables are those of an
     * earlier release as far as its codes still exist.
     *
     * @param earlier the newest release before it that has a Tabular List; empty: codes and titles are all there is
     */
    static ReleaseContent codesOnly(Edition edition, Map<Kind, SourceFile> files, Optional<ReleaseContent> earlier) {
        SourceFile order = files.get(Kind.ORDER);
        CodeTable table = order != null
                ? tableOf(order, CodeFiles.orderFile(order))
                : withHeaders(
                        required(files, Kind.CODES),
                        CodeFiles.billableList(required(files, Kind.CODES)),
                        earlier.map(ReleaseContent::table));
        return new ReleaseContent(
                edition,
                table,
                earlier.map(ReleaseContent::tabular).orElse(TabularList.EMPTY),
                earlier.map(ReleaseContent::books).orElse(Books.NONE),
                files.containsKey(Kind.POA_EXEMPT)
                        ? exempt(files, table)
                        : earlier.map(before -> existing(before.poaExempt(), table))
                                .orElse(Set.of()));
    }

    private static CodeTable table(
            Map<Kind, SourceFile> files,
            TabularFile.Contents tabular,
            SourceFile tabularFile,
            Consumer<String> progress) {
        if (files.containsKey(Kind.ORDER)) {
            SourceFile order = required(files, Kind.ORDER);
            CodeTable table = tableOf(order, CodeFiles.orderFile(order));
            refuseStrangers(order, table, tabularFile, tabular);
            return table;
        }
        progress.accept("no order file for " + tabular.year() + ": its codes are those of the Tabular List");
        return expanded(tabularFile, tabular);
    }

    private static CodeTable tableOf(SourceFile file, List<CodeFiles.Row> rows) {
        CodeTable.Builder table = new CodeTable.Builder();
        for (CodeFiles.Row row : rows) {
            table.add(row.code(), row.title(), row.billable());
        }
        return built(file, table);
    }

    private static CodeTable built(SourceFile file, CodeTable.Builder table) {
        try {
            return table.build();
        } catch (IllegalArgumentException e) {
            throw new BrokenInstallation(file.name(), "is damaged: " + e.getMessage(), SourceFile.DOWNLOAD_AGAIN, e);
        }
    }

    private static void refuseStrangers(
            SourceFile order, CodeTable table, SourceFile tabularFile, TabularFile.Contents tabular) {
        long strangers =
                tabular.rows().stream().filter(row -> !table.has(row.code())).count();
        if (strangers > MOST_STRANGERS * tabular.rows().size()) {
            throw new BrokenInstallation(
                    order.name(),
                    "lacks " + strangers + " codes of " + tabularFile.name()
                            + ": one of them is cut off or of another year",
                    "Install the files of one fiscal year together");
        }
    }

    /** Rows of the Tabular List with their 7th characters written out, the placeholder X between (Guidelines I.A.4, I.A.5). */
    private static CodeTable expanded(SourceFile file, TabularFile.Contents tabular) {
        CodeTable.Builder table = new CodeTable.Builder();
        for (TabularFile.Row row : tabular.rows()) {
            Map<String, String> sevenths = row.last() ? inherited(row.code(), tabular.sevenths()) : Map.of();
            table.add(row.code(), row.title(), row.last() && sevenths.isEmpty());
            for (Map.Entry<String, String> seventh : sevenths.entrySet()) {
                String stem = row.code().length() == 3 ? row.code() + "." : row.code();
                String code = stem + "X".repeat("S72.001".length() - stem.length()) + seventh.getKey();
                table.add(code, row.title() + ", " + seventh.getValue(), true);
            }
        }
        return built(file, table);
    }

    private static Map<String, String> inherited(String code, Map<String, SeventhCharacters> sevenths) {
        for (int end = code.length(); end >= 3; end--) {
            SeventhCharacters found = sevenths.get(code.substring(0, end));
            if (found != null) {
                return found.meanings();
            }
        }
        return Map.of();
    }

    /** Billable codes in the order of the earlier release's categories, with the headers that they need. */
    private static CodeTable withHeaders(SourceFile file, List<CodeFiles.Row> billable, Optional<CodeTable> earlier) {
        Map<String, List<CodeFiles.Row>> byCategory = new LinkedHashMap<>();
        if (earlier.isPresent()) {
            for (int row = 0; row < earlier.get().size(); row++) {
                if (earlier.get().parentRow(row) < 0) {
                    byCategory.put(earlier.get().code(row), new ArrayList<>());
                }
            }
        }
        for (CodeFiles.Row row : billable) {
            byCategory
                    .computeIfAbsent(row.code().substring(0, 3), none -> new ArrayList<>())
                    .add(row);
        }
        CodeTable.Builder table = new CodeTable.Builder();
        for (List<CodeFiles.Row> category : byCategory.values()) {
            Headers.addWithHeaders(category, earlier, table);
        }
        return built(file, table);
    }

    private static TabularList notes(TabularFile.Contents tabular, CodeTable table) {
        NoteRanges ranges = new NoteRanges(table);
        Map<String, List<TabularNote>> notes = new HashMap<>();
        for (TabularFile.Note note : tabular.notes()) {
            notes.computeIfAbsent(note.heldBy(), none -> new ArrayList<>())
                    .add(new TabularNote(note.kind(), note.text(), ranges.in(note.text()), note.heldBy()));
        }
        notes.replaceAll((place, list) -> List.copyOf(list));
        return new TabularList(notes, tabular.above(), tabular.sevenths());
    }

    private static SourceFile required(Map<Kind, SourceFile> files, Kind kind) {
        return optional(files, kind).orElseThrow(() -> new IllegalArgumentException("no " + kind + " file"));
    }

    private static Optional<SourceFile> optional(Map<Kind, SourceFile> files, Kind kind) {
        return Optional.ofNullable(files.get(kind));
    }

    private static <T> T sameYear(int year, SourceFile file, T contents, ToIntFunction<T> stated) {
        if (stated.applyAsInt(contents) != year) {
            throw new BrokenInstallation(
                    file.name(),
                    "is of " + stated.applyAsInt(contents) + ", but named or installed as " + year,
                    "Give the file its own year's name, or install the file of " + year);
        }
        return contents;
    }
}
