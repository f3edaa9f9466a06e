package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.data.DataFile.Row;

/**
 * A set of codes as a cell of a table lists it, parted by commas:
 *
 * <ul>
 *   <li>{@code E11.2}: all codes that begin so;
 *   <li>{@code C00-C96}: all categories from one to the other;
 *   <li>{@code T36-T50/5}: drug codes whose fifth or sixth character, the intent, is one of those after the slash;
 *   <li>{@code S@A}: codes whose 7th character is one of those after the at sign;
 *   <li>{@code J44!J44.1}: the former without those that begin with the latter.
 * </ul>
 */
final class Codes {

    private static final int CATEGORY = 3;

    /** What a code must have beside its beginning; empty strings for nothing. */
    private record Condition(String intents, String sevenths, String without) {
        static final Condition NONE = new Condition("", "", "");

        boolean holdsFor(String code) {
            return (intents.isEmpty() || intents.indexOf(intent(code)) >= 0)
                    && (sevenths.isEmpty() || code.length() == 8 && sevenths.indexOf(code.charAt(7)) >= 0)
                    && (without.isEmpty() || !code.startsWith(without));
        }
    }

    private final Map<String, Condition> conditionOf = new HashMap<>();

    /** First letters, a bit each: most codes are told apart by them alone. */
    private int letters;

    /** Their categories, a bit each by its hash, all of them for a beginning that is shorter: most codes end here. */
    private long categories;

    /** How long the beginnings are, a bit each: only those of a code are looked up. */
    private int lengths;

    private final List<String> printed;

    private Codes(Row row, List<String> cells) {
        this.printed = List.copyOf(cells);
        for (String cell : cells) {
            add(row, cell);
        }
    }

    /**
     * The codes of a cell; "-" for none.
     *
     * @throws IllegalStateException if it breaks the schema; says file and line
     */
    static Codes of(Row row, int column) {
        return new Codes(row, row.list(column));
    }

    /** The codes that the rows of a table list together, in one cell each. */
    static Codes of(List<Row> rows, int column) {
        Codes codes = new Codes(rows.get(0), List.of());
        rows.forEach(row -> row.list(column).forEach(cell -> codes.add(row, cell)));
        return codes;
    }

    /** The codes of a cell in which {@code $} stands for a category. */
    static Codes of(Row row, int column, String category) {
        return new Codes(
                row,
                row.list(column).stream()
                        .map(cell -> cell.replace("$", category))
                        .toList());
    }

    private void add(Row row, String cell) {
        Condition condition = Condition.NONE;
        String beginning = cell;
        int mark = Math.max(cell.indexOf('/'), Math.max(cell.indexOf('@'), cell.indexOf('!')));
        if (mark > 0) {
            beginning = cell.substring(0, mark);
            String rest = cell.substring(mark + 1);
            condition = switch (cell.charAt(mark)) {
                case '/' -> new Condition(rest, "", "");
                case '@' -> new Condition("", rest, "");
                default -> new Condition("", "", rest);
            };
        }
        for (String one : beginnings(row, beginning)) {
            conditionOf.put(one, condition);
            letters |= letter(one);
            categories |= one.length() < CATEGORY ? -1L : categoryBit(one);
            lengths |= 1 << one.length();
        }
    }

    private static List<String> beginnings(Row row, String cell) {
        int dash = cell.indexOf('-');
        String first = dash < 0 ? cell : cell.substring(0, dash);
        String last = dash < 0 ? cell : cell.substring(dash + 1);
        if (!first.matches("[A-Z]([0-9]([0-9A-Z](\\.[0-9A-Z]{1,4})?)?)?") || dash >= 0 && last.length() != CATEGORY) {
            throw row.error("'" + cell + "' is no code, beginning of one, or range of categories");
        }
        if (dash < 0) {
            return List.of(cell);
        }
        List<String> categories = new ArrayList<>();
        for (char letter = first.charAt(0); letter <= last.charAt(0); letter++) {
            for (char tens = '0'; tens <= '9'; tens++) {
                for (char ones : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
                    String category = "" + letter + tens + ones;
                    if (category.compareTo(first) >= 0 && category.compareTo(last) <= 0) {
                        categories.add(category);
                    }
                }
            }
        }
        if (categories.isEmpty()) {
            throw row.error("range '" + cell + "' is empty");
        }
        return categories;
    }

    /** Whether a line's code is one of them. */
    boolean has(Line line) {
        return !match(line).isEmpty();
    }

    /** The beginning by which a line's code is one of them; empty if it is none. */
    String match(Line line) {
        if ((letters & letter(line.value())) == 0 || (categories & line.categoryBit()) == 0) {
            return "";
        }
        for (int length = line.value().length(); length > 0; length--) {
            if ((lengths & 1 << length) != 0) {
                Condition condition = conditionOf.get(line.beginning(length));
                if (condition != null && condition.holdsFor(line.value())) {
                    return line.beginning(length);
                }
            }
        }
        return "";
    }

    /** The bit that stands for the category of a code. */
    static long categoryBit(String code) {
        int hash = (code.charAt(0) * 31 + code.charAt(1)) * 31 + code.charAt(2);
        return 1L << (hash * 0x9E3779B1 >>> Integer.SIZE - 6);
    }

    private static int letter(String code) {
        return 1 << (code.charAt(0) - 'A');
    }

    /** Where such codes begin. */
    Iterable<String> beginnings() {
        return conditionOf.keySet();
    }

    boolean isEmpty() {
        return conditionOf.isEmpty();
    }

    /** The 6th character of a drug code, or its 5th where the 6th is a placeholder: how it came about. */
    private static char intent(String code) {
        if (code.length() < 7) {
            return '-';
        }
        char sixth = code.charAt(6);
        return sixth == 'X' ? code.charAt(5) : sixth;
    }

    @Override
    public String toString() {
        return String.join(",", printed);
    }
}
