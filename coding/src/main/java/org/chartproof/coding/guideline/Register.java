package org.chartproof.coding.guideline;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;

/**
 * Every rule of the Guidelines that the engine knows, from {@code guidelines.tsv}. A table or a class takes its rules from here, so
 * that a name which the register does not have stops the start, and so does a rule that nothing carries out.
 */
final class Register {

    private static final String FILE = "guidelines.tsv";

    private record Entry(Guideline guideline, Row row) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> carriedOut = new HashSet<>();

    /** The register of this build. */
    static Register read() {
        return new Register(DataFile.read(FILE, 5));
    }

    /**
     * @param rows name, section, scope, who carries it out, what it does
     * @throws IllegalStateException if a row breaks the schema; says file and line
     */
    Register(List<Row> rows) {
        for (Row row : rows) {
            Guideline guideline = new Guideline(
                    row.column(0), row.column(1), row.value(2, Guideline.Scope.class), row.column(4), row.column(3));
            if (!guideline.name().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw row.error("the name of a rule has lower case letters, digits and hyphens");
            }
            if (!guideline
                    .section()
                    .matches("(I|II|III|IV|Appendix I)(\\.[A-Za-z0-9]+)*(, (I|II|III|IV)(\\.[A-Za-z0-9]+)*)*")) {
                throw row.error("'" + guideline.section() + "' is no section of the Guidelines");
            }
            if (entries.putIfAbsent(guideline.name(), new Entry(guideline, row)) != null) {
                throw row.error("rule '" + guideline.name() + "' stands twice");
            }
        }
    }

    /** The rule that a row of a table names in its first cell. */
    Guideline of(Row row) {
        Entry entry = entries.get(row.column(0));
        if (entry == null) {
            throw row.error("'" + row.column(0) + "' is no rule of " + FILE);
        }
        if (!entry.guideline().joined().equals(row.file())) {
            throw row.error("rule '" + row.column(0) + "' is joined with "
                    + entry.guideline().joined() + ", not with this table");
        }
        carriedOut.add(entry.guideline().name());
        return entry.guideline();
    }

    /** The rule that a class carries out. */
    Guideline of(Class<?> carrier, String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException(carrier.getSimpleName() + ": '" + name + "' is no rule of " + FILE);
        }
        if (!entry.guideline().joined().equals(carrier.getSimpleName())) {
            throw entry.row()
                    .error("rule '" + name + "' is joined with "
                            + entry.guideline().joined() + " and carried out by " + carrier.getSimpleName());
        }
        carriedOut.add(name);
        return entry.guideline();
    }

    /**
     * To be called when every table and class has taken its rules.
     *
     * @throws IllegalStateException if a rule is left that nothing carries out; says file and line
     */
    void close() {
        for (Entry entry : entries.values()) {
            if (!carriedOut.contains(entry.guideline().name())) {
                throw entry.row().error("rule '" + entry.guideline().name() + "' is carried out by nothing");
            }
        }
    }

    /** Every rule, in the order of the file. */
    Collection<Guideline> all() {
        return entries.values().stream().map(Entry::guideline).toList();
    }
}
