package org.chartproof.coding.event;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** Lists that begin within a paragraph, with a word of their own and no header: "Meds warfarin, amlodipine." "All: sulfa." */
final class Lists {

    private static final Set<String> MEDICATIONS = Set.of("med", "meds", "medication", "rx");
    private static final Set<String> ALLERGIES = Set.of("all", "allergy");

    /** A line that has no mark behind its first word: "Allergies PCN". */
    private static final int BRIEF = 6;

    private Lists() {}

    static boolean isOfMedications(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        int at = tokens.get(0).form().equals("home") && tokens.size() > 1 ? 1 : 0;
        return MEDICATIONS.contains(tokens.get(at).form())
                && sentence.section().kind() != SectionKind.FAMILY_HISTORY
                && sentence.section().kind() != SectionKind.HOSPITAL_COURSE;
    }

    static boolean isOfAllergies(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean marked = tokens.size() > 1 && !tokens.get(1).isWord();
        boolean brief = tokens.size() <= BRIEF
                && !tokens.get(Math.min(1, tokens.size() - 1)).form().equals("to");
        return sentence.section().kind() == SectionKind.ALLERGIES
                || marked && ALLERGIES.contains(tokens.get(0).form())
                || brief && tokens.get(0).form().equals("allergy");
    }
}
