package org.chartproof.coding.guideline;

import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;

/**
 * Adverse effects and doses left out: they stand beside what they brought about, and neither needs a conclusion of its own (Guidelines
 * I.C.19.e.5.a: the nature of the effect, followed by the drug).
 */
final class DrugEffects {

    /** How many characters may stand between a drug and what it did: "due to her new". */
    private static final int BESIDE = 20;

    private final Codes codes = Codes.of(
            DataFile.read("never-first.tsv", 2).stream()
                    .filter(row -> row.column(0).equals("adverse-effect-never-first"))
                    .toList(),
            1);

    /** Whether a line is the code of such a drug. */
    boolean has(Line line) {
        return codes.has(line);
    }

    /** Whether a line is what such a drug did: the words of both stand beside each other. */
    boolean nature(Draft draft, Line line) {
        for (Line effect : draft.lines()) {
            if (effect != line && codes.has(effect) && isBeside(effect, line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBeside(Line one, Line other) {
        for (Candidate first : one.support()) {
            for (Candidate second : other.support()) {
                boolean sameNote =
                        first.evidence().noteId().equals(second.evidence().noteId());
                int apart = Math.max(
                        first.evidence().begin() - second.evidence().end(),
                        second.evidence().begin() - first.evidence().end());
                if (sameNote && apart <= BESIDE) {
                    return true;
                }
            }
        }
        return false;
    }
}
