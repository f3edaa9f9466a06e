package org.chartproof.coding.guideline;

import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;

/** Where in the notes a line stands: what the author put first goes before what the history tells. */
final class Places {

    /** Places up to this one are the author's conclusions. */
    static final int LAST_CONCLUSION = 3;

    /** The place of what only the story tells. */
    static final int STORY = 5;

    private static final int NOWHERE = 9;

    private Places() {}

    /** The best place that a line stands in, 0 (principal diagnosis) to 9; lower is better. */
    static int best(Line line) {
        int best = NOWHERE;
        for (Candidate candidate : line.support()) {
            best = Math.min(best, of(candidate));
        }
        return best;
    }

    /** Where in the text that place is first: the order of notes is the order of the support. */
    static int position(Line line) {
        int best = best(line);
        int position = Integer.MAX_VALUE;
        for (Candidate candidate : line.support()) {
            if (of(candidate) == best) {
                position = Math.min(position, candidate.evidence().begin());
            }
        }
        return position;
    }

    private static int of(Candidate candidate) {
        SectionKind section = candidate.section();
        if (section.weight() == Weight.PRINCIPAL) {
            return 0;
        }
        if (section == SectionKind.DISCHARGE_DIAGNOSIS) {
            return 1;
        }
        if (section == SectionKind.SOCIAL_HISTORY) {
            return 7;
        }
        return switch (section.weight()) {
            case ASSESSMENT -> section == SectionKind.SECONDARY_DIAGNOSIS ? 3 : 2;
            case PLAN, REASON -> 4;
            case NARRATIVE -> STORY;
            case HISTORY -> 7;
            default -> 6;
        };
    }
}
