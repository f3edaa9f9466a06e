package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;

/**
 * A table of rules, its rows found by the beginnings of a code: a look-up for each beginning of each line, however long the table.
 *
 * @param <T> what a row says
 */
final class Table<T> {

    private record Numbered<T>(int number, T row, Codes key) {}

    /** A row of the table, and a line of the draft that it is about. */
    record Hit<T>(int number, T row, Line line) {}

    private final Map<String, List<Numbered<T>>> byBeginning = new HashMap<>();

    /** The rows about each code that was asked about, in the order of the file: most codes of a claim are common ones. */
    private final Map<String, List<Numbered<T>>> byCode = new ConcurrentHashMap<>();

    private Table() {}

    /**
     * Reads a table.
     *
     * @param file its name
     * @param columns how many cells a row has
     * @param reading makes a row of it
     * @param key the codes that a row is about
     */
    static <T> Table<T> read(String file, int columns, Function<Row, T> reading, Function<T, Codes> key) {
        return readEach(file, columns, reading.andThen(List::of), key);
    }

    /** Reads a table of which a row may say several things. */
    static <T> Table<T> readEach(String file, int columns, Function<Row, List<T>> reading, Function<T, Codes> key) {
        Table<T> table = new Table<>();
        int number = 0;
        for (Row row : DataFile.read(file, columns)) {
            for (T read : reading.apply(row)) {
                Codes codes = key.apply(read);
                if (codes.isEmpty()) {
                    throw row.error("is about no code");
                }
                table.add(new Numbered<>(number++, read, codes));
            }
        }
        return table;
    }

    private void add(Numbered<T> row) {
        for (String beginning : row.key().beginnings()) {
            byBeginning.computeIfAbsent(beginning, one -> new ArrayList<>()).add(row);
        }
    }

    /** The rows that are about lines of a draft, in the order of the file and then of the lines. */
    List<Hit<T>> hits(Draft draft) {
        List<Hit<T>> hits = new ArrayList<>();
        for (Line line : draft.lines()) {
            add(line, hits);
        }
        hits.sort(Comparator.comparingInt(Hit::number));
        return hits;
    }

    /** The rows that are about one line, in the order of the file. */
    List<Hit<T>> hits(Line line) {
        List<Hit<T>> hits = new ArrayList<>();
        add(line, hits);
        return hits;
    }

    private void add(Line line, List<Hit<T>> hits) {
        List<Numbered<T>> rows = byCode.get(line.value());
        if (rows == null) {
            rows = rows(line);
            byCode.put(line.value(), rows);
        }
        for (Numbered<T> row : rows) {
            hits.add(new Hit<>(row.number(), row.row(), line));
        }
    }

    private List<Numbered<T>> rows(Line line) {
        List<Numbered<T>> rows = new ArrayList<>();
        for (int length = line.value().length(); length > 0; length--) {
            String beginning = line.beginning(length);
            for (Numbered<T> row : byBeginning.getOrDefault(beginning, List.of())) {
                // A row that names a beginning and a longer one is about the line once.
                if (row.key().match(line).equals(beginning)) {
                    rows.add(row);
                }
            }
        }
        rows.sort(Comparator.comparingInt(Numbered::number));
        return List.copyOf(rows);
    }
}
