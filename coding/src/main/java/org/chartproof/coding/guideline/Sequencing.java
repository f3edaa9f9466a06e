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

    /** Circumstances that can be the reason of a visit: examinations, aftercare, screening, supervision (I.C.21.c.16). */
    private static final List<String> REASONS = List.of(
            "Z00", "Z01", "Z02", "Z03", "Z04", "Z08", "Z09", "Z11", "Z12", "Z30", "Z31", "Z34", "Z38", "Z39", "Z42",
            "Z43", "Z44", "Z45", "Z46", "Z47", "Z48", "Z49", "Z51", "Z52", "Z76");

    /** Places up to this one are the author's conclusions. */
    private static final int LAST_CONCLUSION = 3;

    @Override
    public String name() {
        return "Sequencing (II, IV.G)";
    }

    @Override
    public void apply(Draft draft) {
        boolean outpatient = draft.facts().setting().outpatientRules();
        draft.lines()
                .sort(Comparator.comparingInt((Line line) -> rank(line, outpatient))
                        .thenComparingInt(Sequencing::position));
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
                .flatMap(range ->
                        draft.lines().stream().filter(line -> line != manifestation && range.contains(line.value())))
                .distinct()
                .toList();
    }

    private static int rank(Line line, boolean outpatient) {
        int place = bestPlace(line);
        boolean reason = place <= LAST_CONCLUSION && Categories.startsWithAny(line.value(), REASONS);
        if (Categories.isCircumstance(line.value()) && !reason) {
            return 40 + place;
        }
        if (!Categories.isSymptom(line.value())) {
            return place;
        }
        if (place > LAST_CONCLUSION) {
            return 20 + place;
        }
        // Of an outpatient a symptom can be the reason of the visit, in the author's order (IV.D); of an inpatient it
        // is principal
        // only where nothing else is established (II.A). In either case it goes before what only the history tells.
        return outpatient ? place : LAST_CONCLUSION;
    }

    /** The best place in the notes that a line stands in; lower is better. */
    static int bestPlace(Line line) {
        return line.support().stream().mapToInt(Sequencing::place).min().orElse(9);
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
        int best = bestPlace(line);
        return line.support().stream()
                .filter(candidate -> place(candidate) == best)
                .mapToInt(candidate -> candidate.evidence().begin())
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
