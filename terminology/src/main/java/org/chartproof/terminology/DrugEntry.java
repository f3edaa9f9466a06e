package org.chartproof.terminology;

import java.util.Optional;

/**
 * A row of the Table of Drugs and Chemicals (Guidelines I.C.19.e): one code for each way in which a substance does harm. Codes are
 * as printed, with their dot and without the 7th character; some are categories that the Tabular step completes.
 *
 * @param substance its words from the main entry down, joined by commas, without nonessential words in parentheses, e.g. {@code
 *     Antibiotic NEC, aminoglycoside}
 * @param poisoningAccidental taken wrongly or by mistake; also where the note gives no intent
 * @param poisoningSelfHarm taken with the intent to harm oneself
 * @param poisoningAssault given by another person with the intent to harm
 * @param poisoningUndetermined the note says that the intent can't be determined
 * @param adverseEffect correctly prescribed and taken; empty for what is no drug
 * @param underdosing less taken than prescribed; empty for what is no drug
 */
public record DrugEntry(
        String substance,
        Optional<String> poisoningAccidental,
        Optional<String> poisoningSelfHarm,
        Optional<String> poisoningAssault,
        Optional<String> poisoningUndetermined,
        Optional<String> adverseEffect,
        Optional<String> underdosing) {

    /** Whether the codes of two rows are the same, whatever their substances are called. */
    boolean hasCodesOf(DrugEntry other) {
        return poisoningAccidental.equals(other.poisoningAccidental)
                && poisoningSelfHarm.equals(other.poisoningSelfHarm)
                && poisoningAssault.equals(other.poisoningAssault)
                && poisoningUndetermined.equals(other.poisoningUndetermined)
                && adverseEffect.equals(other.adverseEffect)
                && underdosing.equals(other.underdosing);
    }
}
