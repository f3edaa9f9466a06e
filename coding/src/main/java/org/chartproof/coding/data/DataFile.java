package org.chartproof.coding.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of the engine: tab-separated columns, {@code #} comments. */
public final class DataFile {

    private DataFile() {}

    /**
     * A row and where it stands.
     *
     * @param columns its cells
     */
    public record Row(String file, int line, List<String> columns) {

        /** A cell, without surrounding blanks. */
        public String column(int index) {
            return columns.get(index).strip();
        }

        /** A cell that names a constant, in lower case with hyphens. */
        public <E extends Enum<E>> E value(int index, Class<E> type) {
            try {
                return Enum.valueOf(type, column(index).toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw error("'" + column(index) + "' is none of the known values");
            }
        }

        /** A cell with comma-separated values; "-" for none. */
        public List<String> list(int index) {
            return column(index).equals("-") ? List.of() : List.of(column(index).split("\\s*,\\s*"));
        }

        /** An error that names file and line. */
        public IllegalStateException error(String problem) {
            return new IllegalStateException(file + " line " + line + ": " + problem);
        }
    }

    /**
     * Reads a table.
     *
     * @param name of the file beside the engine's root package
     * @param columns how many cells each row must have
     * @throws IllegalStateException if a row has another number of cells
     */
    public static List<Row> read(String name, int columns) {
        List<Row> rows = new ArrayList<>();
        String[] lines = text(name).split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                Row row = new Row(name, i + 1, List.of(lines[i].split("\t", -1)));
                if (row.columns().size() != columns) {
                    throw row.error("has " + row.columns().size() + " columns instead of " + columns);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(String name) {
        try (InputStream in = DataFile.class.getResourceAsStream("/org/chartproof/coding/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
