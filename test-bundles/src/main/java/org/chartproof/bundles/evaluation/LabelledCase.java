package org.chartproof.bundles.evaluation;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;

/**
 * An encounter with the codes that its labels ask for. Codes are compared without dot and in capitals.
 *
 * @param id names it within its set
 * @param group the part of the set that figures are also told for, such as the specialty; empty where there are none
 * @param gold in claim order where the set has one
 * @param optional counted neither way
 * @param absent must not be answered
 */
record LabelledCase(
        String id,
        String group,
        EncounterFacts facts,
        List<Note> notes,
        List<Gold> gold,
        List<String> optional,
        List<Forbidden> absent) {

    /**
     * One thing that a right answer holds.
     *
     * @param accepted codes, or beginnings of codes, any of which is right
     * @param byPrefix whether {@code accepted} are beginnings
     * @param words as they stand in a note; empty where the set does not say
     * @param spans where its evidence stands in the first note; empty where the set does not say
     * @param lines the lines that hold it; empty where the set does not say
     * @param support how much of the evidence survived the set's translation, 0..1; 1 for sets that are not translated
     * @param presence the POA indicator; empty where the set does not say
     */
    record Gold(
            List<String> accepted,
            boolean byPrefix,
            String words,
            List<Span> spans,
            List<Span> lines,
            double support,
            Optional<PresentOnAdmission> presence) {

        /** Without evidence by position. */
        Gold(List<String> accepted, boolean byPrefix, String words) {
            this(accepted, byPrefix, words, List.of(), List.of(), 1, Optional.empty());
        }

        /** Exactly one code, nothing known of its words. */
        static Gold code(String code) {
            return new Gold(List.of(code), false, "");
        }

        boolean accepts(String code) {
            return accepted.stream().anyMatch(one -> byPrefix ? code.startsWith(one) : code.equals(one));
        }

        boolean acceptsCategory(String code) {
            return accepted.stream().anyMatch(one -> Codes.category(one).equals(Codes.category(code)));
        }

        /** Whether most of the evidence can be found in the text. */
        boolean isSupported() {
            return support >= 0.5;
        }

        /** For a reader. */
        String name() {
            return String.join("|", accepted) + (byPrefix ? "*" : "");
        }
    }

    /** A stretch of the first note, half-open. */
    record Span(int begin, int end) {
        boolean overlaps(int otherBegin, int otherEnd) {
            return begin < otherEnd && otherBegin < end;
        }
    }

    /** Codes that must not be answered: those that begin so; the words that mislead; and why not. */
    record Forbidden(String prefix, String words, String why) {}

    LabelledCase {
        notes = List.copyOf(notes);
        gold = List.copyOf(gold);
        optional = List.copyOf(optional);
        absent = List.copyOf(absent);
    }
}
