package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.section.SectionKind.Weight;

/** Symptoms that belong to a confirmed diagnosis are not coded beside it (I.B.5). */
final class IntegralSymptoms implements Rule {

    private record Explained(String symptom, List<String> by) {}

    private final List<Explained> table = DataFile.read("integral.tsv", 2).stream()
            .map(row -> new Explained(row.column(0), row.list(1)))
            .toList();

    @Override
    public String name() {
        return "Symptoms integral to a diagnosis (I.B.5)";
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            Optional<Line> explaining = explaining(draft, line);
            if (explaining.isPresent()) {
                draft.drop(
                        line,
                        Reason.INTEGRAL_SYMPTOM,
                        "integral to " + explaining.get().value());
            } else if (Categories.isSymptom(line.value())
                    && onlyTold(line, draft.facts().setting().outpatientRules())
                    && concluded(draft)) {
                draft.drop(line, Reason.INTEGRAL_SYMPTOM, "the author's conclusion names a diagnosis and not this");
            }
        }
    }

    private Optional<Line> explaining(Draft draft, Line symptom) {
        return table.stream()
                .filter(row -> symptom.value().startsWith(row.symptom()))
                .flatMap(row -> draft.lines().stream()
                        .filter(line -> !Categories.isSymptom(line.value())
                                || !Categories.isSymptom(symptom.value())
                                || row.symptom().startsWith("M"))
                        .filter(line -> line != symptom && Categories.startsWithAny(line.value(), row.by())))
                .findFirst();
    }

    /** Told in the story and neither concluded on nor, at a visit, the reason for it (IV.A). */
    private static boolean onlyTold(Line line, boolean outpatient) {
        return line.support().stream()
                .noneMatch(candidate -> concludes(candidate)
                        || (outpatient && candidate.section().weight() == Weight.REASON));
    }

    private static boolean concludes(Candidate candidate) {
        Weight weight = candidate.section().weight();
        return weight == Weight.ASSESSMENT || weight == Weight.PRINCIPAL;
    }

    private static boolean concluded(Draft draft) {
        return draft.lines().stream()
                .filter(line -> !Categories.isCircumstance(line.value()))
                .anyMatch(line -> line.support().stream().anyMatch(IntegralSymptoms::concludes));
    }
}
