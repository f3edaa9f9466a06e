package org.chartproof.hl7.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The comparison as a page for people. */
final class ComparisonReport {

    private ComparisonReport() {}

    static String of(
            int messages,
            Map<String, Integer> compared,
            Map<String, Integer> equal,
            Map<Difference, Set<String>> differences,
            List<Reason> reasons) {
        StringBuilder page = new StringBuilder();
        page.append("# Comparison with Microsoft's FHIR-Converter\n\n")
                .append(
                        "Written by `ExpectedBundlesTest`, which fails if a difference is neither gone nor explained here. Its messages and expected\n")
                .append(
                        "bundles (MIT) are read from `../shared/hl7v2`; none of them is part of this project. An element of a message counts\n")
                .append(
                        "as equal if all its values are, over all resources of the type; ids and targets of references are not compared.\n\n")
                .append(String.format(Locale.ROOT, "%d messages.%n%n", messages).replace("\r", ""))
                .append("| resource | elements compared | equal |\n|---|---|---|\n");
        compared.forEach((type, count) -> page.append(
                String.format(Locale.ROOT, "| %s | %d | %d |\n", type, count, equal.getOrDefault(type, 0))));
        page.append(
                        "\nKinds of difference: *missing*, they have the element and we don't; *other*, both have it and the values differ; *added*, we have it\nand they don't.\n\n")
                .append(
                        "| elements | kinds | kinds of difference | in messages | why it is right so |\n|---|---|---|---|---|\n");
        for (Reason reason : reasons) {
            List<Map.Entry<Difference, Set<String>>> covered = differences.entrySet().stream()
                    .filter(one -> reasons.stream()
                            .filter(other -> other.covers(one.getKey()))
                            .findFirst()
                            .filter(reason::equals)
                            .isPresent())
                    .toList();
            Set<String> events =
                    covered.stream().flatMap(one -> one.getValue().stream()).collect(Collectors.toSet());
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %d | %d | %s |\n",
                    reason.pattern(),
                    reason.kinds().stream()
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                    covered.size(),
                    events.size(),
                    reason.text()));
        }
        return page.toString();
    }
}
