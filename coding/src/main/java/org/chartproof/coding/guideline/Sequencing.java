package org.chartproof.coding.guideline;

import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.terminology.TabularNote;

/**
 * The order of a claim: the principal (II) or first-listed diagnosis (IV.G) first, symptoms after diagnoses (II.A, IV.D),
 * circumstances last, a manifestation after what causes it (I.A.13).
 */
final class Sequencing implements Rule {

    @Override
    public String name() {
        return "Sequencing (II, IV.G)";
    }

    @Override
    public void apply(Draft draft) {
        draft.lines().sort(Comparator.comparingInt(Sequencing::rank).thenComparingInt(Sequencing::position));
        for (Line manifestation : List.copyOf(draft.lines())) {
            causeOf(draft, manifestation).forEach(cause -> {
                int at = draft.lines().indexOf(manifestation);
                if (draft.lines().indexOf(cause) > at) {
                    draft.lines().remove(cause);
                    draft.lines().add(at, cause);
                    cause.fired("Code first (I.A.13)");
                }
            });
        }
    }

    private static List<Line> causeOf(Draft draft, Line manifestation) {
        return draft.codeSet().notes(manifestation.value()).stream()
                .filter(note -> note.kind() == TabularNote.Kind.CODE_FIRST)
                .flatMap(note -> note.ranges().stream())
                .flatMap(range -> draft.lines().stream()
                        .filter(line -> line != manifestation && range.contains(line.value())))
                .distinct()
                .toList();
    }

    private static int rank(Line line) {
        int place = line.support().stream().mapToInt(Sequencing::place).min().orElse(9);
        if (Categories.isCircumstance(line.value())) {
            return 40 + place;
        }
        return (Categories.isSymptom(line.value()) ? 20 : 0) + place;
    }

    private static int place(Candidate candidate) {
        SectionKind section = candidate.section();
        if (section.weight() == Weight.PRINCIPAL) {
            return 0;
        }
        if (section == SectionKind.DISCHARGE_DIAGNOSIS) {
            return 1;
        }
        return switch (section.weight()) {
            case ASSESSMENT -> section == SectionKind.SECONDARY_DIAGNOSIS ? 3 : 2;
            case PLAN, REASON -> 4;
            case NARRATIVE -> 5;
            case HISTORY -> 7;
            default -> 6;
        };
    }

    /** Within a rank the order of the text that gave the rank. */
    private static int position(Line line) {
        int best = line.support().stream().mapToInt(Sequencing::place).min().orElse(9);
        return line.support().stream()
                .filter(candidate -> place(candidate) == best)
                .mapToInt(candidate -> candidate.evidence().begin())
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
