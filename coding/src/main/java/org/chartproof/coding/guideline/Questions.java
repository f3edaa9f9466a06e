package org.chartproof.coding.guideline;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.section.SectionKind.Weight;

/** Questions to the author, in words that suggest no answer: an axis of a reported code that no mention of it settles. */
final class Questions {

    private final Map<String, String> openAxes = DataFile.read("axes.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.column(0), row -> row.column(1)));

    Optional<DocumentationQuery> about(EncounterFacts facts, Line line) {
        return openAxis(line)
                .or(() -> facts.mode() == CodingMode.CLAIM ? unspecifiedConclusion(line) : Optional.empty())
                .map(axis -> new DocumentationQuery(
                        line.value(),
                        axis,
                        "The documentation does not state the " + axis + " for " + line.value()
                                + ". Please document it if it is known.",
                        line.support().stream()
                                .map(Candidate::evidence)
                                .distinct()
                                .toList()));
    }

    private static Optional<String> openAxis(Line line) {
        boolean open = line.support().stream()
                .allMatch(candidate -> candidate.missingAxis().isPresent());
        return open ? line.support().get(0).missingAxis() : Optional.empty();
    }

    private Optional<String> unspecifiedConclusion(Line line) {
        boolean concluded = line.support().stream()
                .map(candidate -> candidate.section().weight())
                .anyMatch(weight -> weight == Weight.ASSESSMENT || weight == Weight.PRINCIPAL);
        return concluded ? Optional.ofNullable(openAxes.get(line.value())) : Optional.empty();
    }
}
