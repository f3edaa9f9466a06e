package org.chartproof.terminology.file;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chartproof.terminology.BrokenInstallation;

/** Reads tables in text: a line of headings, then a line a row, cells parted by tabs or by commas with quotes where needed. */
public final class DelimitedText {

    private static final int MOST_IN_QUOTES = 10_000;

    private DelimitedText() {}

    /** One row; cells are asked for by their heading. */
    public static final class Row {
        private final Map<String, Integer> columns;
        private final List<String> cells;

        private Row(Map<String, Integer> columns, List<String> cells) {
            this.columns = columns;
            this.cells = cells;
        }

        /** A cell without blanks at its ends; empty if the row or the file has no such column. */
        public String cell(String heading) {
            int column = columns.getOrDefault(heading, Integer.MAX_VALUE);
            return column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    /**
     * Reads a file with tabs.
     *
     * @param required headings that must be there
     * @param rows takes each row; throws {@link IllegalArgumentException} with what is wrong, as it follows the words "line 7"
     * @throws BrokenInstallation if a heading is missing, there is no row, or a row was refused
     */
    public static void tabs(PublishedFile file, Charset charset, List<String> required, Consumer<Row> rows) {
        read(file, charset, '\t', required, rows);
    }

    /** Reads a file with commas; otherwise as {@link #tabs}. */
    public static void commas(PublishedFile file, Charset charset, List<String> required, Consumer<Row> rows) {
        read(file, charset, ',', required, rows);
    }

    /**
     * All rows of a file with commas, headings and titles included; a line break within quotes belongs to its cell.
     *
     * @throws BrokenInstallation if the file is empty or a quote is never closed
     */
    public static List<List<String>> rows(PublishedFile file, Charset charset) {
        List<List<String>> rows = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        file.lines(charset, (line, number) -> {
            open.append(open.length() == 0 ? "" : "\n").append(line);
            if (open.chars().filter(c -> c == '"').count() % 2 == 0) {
                rows.add(split(open.toString(), ','));
                open.setLength(0);
            } else if (open.length() > MOST_IN_QUOTES) {
                throw new IllegalArgumentException("is part of a cell whose quote is never closed");
            }
        });
        if (open.length() > 0) {
            throw file.broken("is cut off: its last cell has no closing quote");
        }
        return rows;
    }

    private static void read(
            PublishedFile file, Charset charset, char mark, List<String> required, Consumer<Row> rows) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        int[] count = {0};
        file.lines(charset, (line, number) -> {
            List<String> cells = split(line, mark);
            if (columns.isEmpty()) {
                for (int i = 0; i < cells.size(); i++) {
                    columns.putIfAbsent(cells.get(i).replace("\uFEFF", "").strip(), i);
                }
                Optional<String> missing = required.stream()
                        .filter(heading -> !columns.containsKey(heading))
                        .findFirst();
                missing.ifPresent(heading -> {
                    throw file.broken("has no column " + heading);
                });
                return;
            }
            count[0]++;
            rows.accept(new Row(columns, cells));
        });
        if (count[0] == 0) {
            throw file.broken("has headings and no row");
        }
    }

    /** The cells of a line; within quotes a mark is a character and a doubled quote is one. */
    static List<String> split(String line, char mark) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.length() == 0 && mark == ',') {
                quoted = true;
            } else if (c == mark) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
