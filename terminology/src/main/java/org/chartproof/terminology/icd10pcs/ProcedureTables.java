package org.chartproof.terminology.icd10pcs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The Tables of one year: which characters may stand together (Conventions A7, A9). */
public final class ProcedureTables {

    private static final int LENGTH = 7;
    private static final int FIXED = 3;

    /**
     * One character of a code with its meaning.
     *
     * @param axis what the position is, e.g. {@code Approach}
     * @param character the character, 0-9 or A-Z without I and O
     * @param label its meaning, e.g. {@code Percutaneous}
     */
    public record Value(String axis, char character, String label) {}

    /**
     * A row of a table: the four positions after the first three, each with the values that go with all of the row's others.
     *
     * @param axes the values by position, the fourth to the seventh
     */
    public record Row(List<List<Value>> axes) {
        public Row {
            axes = axes.stream().map(List::copyOf).toList();
            if (axes.size() != LENGTH - FIXED) {
                throw new IllegalArgumentException("a row has the fourth to the seventh character");
            }
        }

        /** The meanings of the characters at the fourth to the seventh position; empty if one does not belong to the row. */
        private Optional<List<Value>> meaning(String code) {
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                char character = code.charAt(FIXED + i);
                Optional<Value> value = axes.get(i).stream()
                        .filter(candidate -> candidate.character() == character)
                        .findFirst();
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return Optional.of(values);
        }
    }

    /**
     * A table.
     *
     * @param head section, body system and operation
     * @param rows its rows, in printed order
     */
    public record Table(List<Value> head, List<Row> rows) {
        public Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
            if (head.size() != FIXED) {
                throw new IllegalArgumentException("a table stands for three characters");
            }
        }

        /** The first three characters of its codes. */
        public String prefix() {
            return "" + head.get(0).character() + head.get(1).character()
                    + head.get(2).character();
        }
    }

    private final int year;
    private final Map<String, Table> tables = new HashMap<>();

    /** @param year fiscal year */
    ProcedureTables(int year, List<Table> tables) {
        this.year = year;
        tables.forEach(table -> this.tables.put(table.prefix(), table));
    }

    /** Fiscal year that the tables are of. */
    public int year() {
        return year;
    }

    /** Number of tables. */
    public int size() {
        return tables.size();
    }

    /** The table for three characters, e.g. {@code 0DT}. */
    public Optional<Table> table(String prefix) {
        return Optional.ofNullable(tables.get(prefix.toUpperCase(Locale.ROOT)));
    }

    /** Whether one row of a table holds all of a code's characters: mixing rows makes no valid code. */
    public boolean isLegal(String code) {
        return !meaning(code).isEmpty();
    }

    /** What each of a code's seven characters means, in order; empty if the code is not legal. */
    public List<Value> meaning(String code) {
        String plain = code.strip().toUpperCase(Locale.ROOT);
        if (plain.length() != LENGTH) {
            return List.of();
        }
        Table table = tables.get(plain.substring(0, FIXED));
        if (table == null) {
            return List.of();
        }
        for (Row row : table.rows()) {
            Optional<List<Value>> rest = row.meaning(plain);
            if (rest.isPresent()) {
                List<Value> whole = new ArrayList<>(table.head());
                whole.addAll(rest.get());
                return List.copyOf(whole);
            }
        }
        return List.of();
    }
}
