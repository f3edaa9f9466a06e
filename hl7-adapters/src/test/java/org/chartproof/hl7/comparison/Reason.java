package org.chartproof.hl7.comparison;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.comparison.Difference.Kind;
import org.chartproof.hl7.table.TableFile;

/**
 * Why a kind of difference is right so.
 *
 * @param pattern path of an element; a star at its end stands for all that is below, and the element itself
 * @param kinds which differences it explains
 */
record Reason(String pattern, List<Kind> kinds, String text) {

    static List<Reason> all() {
        return TableFile.read("/comparison/reasons.tsv", 3).stream()
                .map(row -> new Reason(
                        row.cell(0),
                        Stream.of(row.cell(1).split(","))
                                .map(kind -> Kind.valueOf(kind.strip().toUpperCase(Locale.ROOT)))
                                .toList(),
                        row.cell(2)))
                .toList();
    }

    boolean covers(Difference difference) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return kinds.contains(difference.kind()) && difference.path().matches(regex);
    }
}
