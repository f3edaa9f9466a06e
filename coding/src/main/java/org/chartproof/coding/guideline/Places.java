package org.chartproof.coding.guideline;

import java.util.HashMap;
import java.util.Map;
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

    /** Longer than any note, so that what stands in an earlier one goes first. */
    private static final long NOTE = 1L << 32;

    private final Map<String, Integer> orderOfNote = new HashMap<>();

    /** Tells that a note follows those told before. */
    void addNote(String id) {
        orderOfNote.putIfAbsent(id, orderOfNote.size());
    }

    /** Whether something stands in the first of several notes: what it names was known when the patient was taken in. */
    boolean isInFirstOfSeveral(Candidate candidate) {
        return orderOfNote.size() > 1
                && orderOfNote.getOrDefault(candidate.evidence().noteId(), 1) == 0;
    }

    /** The best place that a line stands in, 0 (principal diagnosis) to 9; lower is better. */
    static int best(Line line) {
        int best = NOWHERE;
        for (Candidate candidate : line.named()) {
            best = Math.min(best, of(candidate));
        }
        return best;
    }

    /** Where in the notes, one after the other, that place is first. */
    long position(Line line) {
        int best = best(line);
        long position = Long.MAX_VALUE;
        for (Candidate candidate : line.named()) {
            if (of(candidate) == best) {
                int note = orderOfNote.getOrDefault(candidate.evidence().noteId(), orderOfNote.size());
                position = Math.min(position, note * NOTE + candidate.evidence().begin());
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
        if (section == SectionKind.IMAGING || section == SectionKind.FINDINGS || section == SectionKind.PROCEDURES) {
            return 5;
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
