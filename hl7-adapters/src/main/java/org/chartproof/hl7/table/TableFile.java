package org.chartproof.hl7.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of this module: tab-separated columns, {@code #} comments, {@code -} for an empty cell. */
public final class TableFile {

    private TableFile() {}

    /**
     * A row and where it stands.
     *
     * @param cells without spaces around them
     */
    public record Row(String file, int line, List<String> cells) {

        /** @param index counted from 0 */
        public String cell(int index) {
            return cells.get(index);
        }

        /** Whether a cell says that there is nothing. */
        public boolean isEmpty(int index) {
            return cells.get(index).equals("-");
        }

        /** An error that names file and line. */
        public IllegalStateException error(String problem) {
            return new IllegalStateException(file + " line " + line + ": " + problem);
        }
    }

    /**
     * Reads a table.
     *
     * @param path of the class path, beginning with a slash
     * @param columns how many cells each row has
     * @throws IllegalStateException if the file is missing, or a row has another number of cells or a blank one
     */
    public static List<Row> read(String path, int columns) {
        List<Row> rows = new ArrayList<>();
        String[] lines = text(path).split("\n");
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                List<String> cells = List.of(lines[i].split("\t", -1)).stream()
                        .map(String::strip)
                        .toList();
                Row row = new Row(name, i + 1, cells);
                if (cells.size() != columns) {
                    throw row.error("has " + cells.size() + " columns instead of " + columns);
                }
                if (cells.stream().anyMatch(String::isEmpty)) {
                    throw row.error("has a blank cell; an empty one is written -");
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(String path) {
        try (InputStream in = TableFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
