package org.chartproof.terminology.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.Spreadsheet;

/** Which code stood for what before it was added. Immutable. */
public final class CodeHistory {

    /** Nothing is known. */
    public static final CodeHistory EMPTY = new CodeHistory("", Map.of());

    private static final Pattern NAME =
            Pattern.compile("icd-10-cm[-_ ]conversion[-_ ]table.*?(?:fy)?(20\\d\\d).*\\.xlsx");
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9A-Z]{2}(?:\\.[0-9A-Z]{1,4})?");
    private static final Pattern CODES = Pattern.compile(
            "(?<![0-9A-Z.])(" + CODE.pattern() + ")(?:\\s*-\\s*(" + CODE.pattern() + "))?(?![0-9A-Za-z])");
    private static final String HEADING = "Current code assignment";
    private static final LocalDate EXCEL_DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final int MOST_YEAR = 9999;

    private final String version;
    private final Map<String, CodeChange> changes;

    private CodeHistory(String version, Map<String, CodeChange> changes) {
        this.version = version;
        this.changes = changes;
    }

    /** The edition that a file is by its name, e.g. {@code 2026}; empty if it is no conversion table. */
    public static Optional<String> recognise(PublishedFile file) {
        Matcher name = NAME.matcher(file.lowerName());
        return name.matches() ? Edition.named(name.group(1), file.lowerName()).map(Edition::version) : Optional.empty();
    }

    /**
     * The newest conversion table among some files; each names all changes since 2015. Empty where there is none.
     *
     * @throws BrokenInstallation if the workbook is cut off, or its columns are not the expected ones
     */
    public static CodeHistory load(List<PublishedFile> files) {
        Optional<PublishedFile> newest = Optional.empty();
        String version = "";
        for (PublishedFile file : files) {
            String found = recognise(file).orElse("");
            if (found.compareTo(version) > 0) {
                newest = Optional.of(file);
                version = found;
            }
        }
        String newestVersion = version;
        return newest.map(file -> new CodeHistory(newestVersion, read(file))).orElse(EMPTY);
    }

    /** The edition of the table; empty for {@link #EMPTY}. */
    public String version() {
        return version;
    }

    /** Number of codes with a history. */
    public int size() {
        return changes.size();
    }

    /** When a code was added and what stood for it before; empty for a code that is older than the table. */
    public Optional<CodeChange> of(String code) {
        return Optional.ofNullable(changes.get(CodeTable.withDot(code)));
    }

    /** The codes that were added in place of one, or for a part of it. */
    public List<CodeChange> successorsOf(String code) {
        String plain = CodeTable.withDot(code);
        List<CodeChange> successors = new ArrayList<>();
        for (CodeChange change : changes.values()) {
            if (change.previous().stream().anyMatch(range -> range.contains(plain))) {
                successors.add(change);
            }
        }
        return successors;
    }

    private static Map<String, CodeChange> read(PublishedFile file) {
        Map<String, CodeChange> changes = new LinkedHashMap<>();
        boolean begun = false;
        int number = 0;
        for (List<String> row : Spreadsheet.rows(file)) {
            number++;
            String cell = row.isEmpty() ? "" : row.get(0).strip();
            if (!begun) {
                begun = cell.equalsIgnoreCase(HEADING);
            } else if (!cell.isEmpty()) {
                // Some rows of the official table have the code without its dot.
                String code = CodeTable.withDot(cell);
                if (!CODE.matcher(code).matches() || row.size() < 3) {
                    throw file.broken("row " + number + " has no code, date and previous code");
                }
                // A code may have been added, deleted and added again: the last row counts.
                changes.put(code, new CodeChange(code, firstDay(file, row.get(1), number), codes(row.get(2))));
            }
        }
        if (changes.isEmpty()) {
            throw file.broken("has no column \"" + HEADING + "\"");
        }
        return changes;
    }

    /** A year means its first of October, as the table's heading says; anything later in a year is a date. */
    private static LocalDate firstDay(PublishedFile file, String cell, int number) {
        try {
            int value = Integer.parseInt(cell.strip());
            return value <= MOST_YEAR ? LocalDate.of(value, 10, 1) : EXCEL_DAY_ZERO.plusDays(value);
        } catch (NumberFormatException e) {
            throw new BrokenInstallation(
                    file.name(), "row " + number + " has no year or date", PublishedFile.DOWNLOAD_AGAIN, e);
        }
    }

    private static List<CodeRange> codes(String cell) {
        List<CodeRange> codes = new ArrayList<>();
        Matcher matcher = CODES.matcher(cell);
        while (matcher.find()) {
            String last = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
            codes.add(new CodeRange(matcher.group(1), last));
        }
        return codes;
    }
}
