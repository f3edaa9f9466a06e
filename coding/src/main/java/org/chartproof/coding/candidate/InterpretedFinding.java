package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * A finding that the author names as a diagnosis where it was found: "pale, dry, tender = atrophic vaginitis", or treats: "Na 128,
 * hyponatremia, corrected with saline". It is a finding with its interpretation (Guidelines III.B), whatever section it stands in.
 */
final class InterpretedFinding {

    /** How many tokens behind a finding its treatment stands. */
    private static final int REACH = 7;

    private static final Set<String> TREATED = WordForm.setOf(
            "corrected",
            "repleted",
            "replaced",
            "replenished",
            "supplemented",
            "transfused",
            "treated",
            "rx'd",
            "tx'd",
            "repleting",
            "replacing",
            "correcting");

    private InterpretedFinding() {}

    /** The section that a mention counts for: its own, or none in particular where a finding is interpreted. */
    static SectionKind section(Sentence sentence, Mention mention) {
        SectionKind kind = sentence.section().kind();
        boolean interpreted = kind.weight() == Weight.FINDING
                && kind != SectionKind.REVIEW_OF_SYSTEMS
                && (isEquated(sentence.tokens(), mention.firstToken())
                        || isTreated(sentence.tokens(), mention.lastToken()));
        return interpreted ? SectionKind.OTHER : kind;
    }

    private static boolean isEquated(List<Token> tokens, int first) {
        return first > 1 && tokens.get(first - 1).form().equals("=");
    }

    private static boolean isTreated(List<Token> tokens, int last) {
        for (int i = last + 1; i < tokens.size() && i <= last + REACH; i++) {
            String form = tokens.get(i).form();
            if (form.equals(";") || form.equals("no") || form.equals("not")) {
                return false;
            }
            if (TREATED.contains(form)) {
                return true;
            }
        }
        return false;
    }
}
