package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;

/** Adverse effects, poisonings and underdosing (Guidelines I.C.19.e.5): told by the words around the names of drugs. */
final class DrugEvents {

    /** Phase of care of what is being cared for: events told as past are no events of the encounter. */
    static final String INITIAL = "A";

    private final Cues<DrugEventCue> cues = new Cues<>("drug-events.tsv", DrugEventCue.class);
    private final AdverseEffects adverseEffects = new AdverseEffects();
    private final Poisonings poisonings;
    private final Underdosings underdosings;

    DrugEvents(Assertions assertions) {
        this.poisonings = new Poisonings(assertions);
        this.underdosings = new Underdosings(assertions);
    }

    /**
     * A sentence that names drugs, and what its words tell.
     *
     * @param index of the sentence among those of the note
     */
    record Scene(Reading reading, int index, Sentence sentence, List<Drug> drugs, Said<DrugEventCue> said) {}

    void read(Reading reading, List<Drug> drugs, Encounter encounter) {
        int at = 0;
        for (int i = 0; i < reading.sentences().size() && at < drugs.size(); i++) {
            Sentence sentence = reading.sentences().get(i);
            int from = at;
            while (at < drugs.size() && drugs.get(at).sentence() == sentence) {
                at++;
            }
            if (at > from && tellsEvents(sentence)) {
                Scene scene = new Scene(reading, i, sentence, drugs.subList(from, at), cues.in(sentence));
                boolean poisoning = poisonings.read(scene, this, encounter);
                boolean underdosing = !poisoning && underdosings.read(scene, this, encounter);
                if (!poisoning && !underdosing) {
                    adverseEffects.read(scene, encounter);
                }
            }
        }
    }

    /** What another sentence of the same note tells. */
    Said<DrugEventCue> in(Sentence sentence) {
        return cues.in(sentence);
    }

    private static boolean tellsEvents(Sentence sentence) {
        SectionKind kind = sentence.section().kind();
        return kind != SectionKind.ALLERGIES
                && kind != SectionKind.INSTRUCTIONS
                && kind != SectionKind.TECHNIQUE
                && kind.weight() != Weight.FAMILY
                && !Lists.isOfAllergies(sentence);
    }

    /** The code of a drug's row of the table, with its last two characters: which column, and the phase of care. */
    static String code(Drug drug, char column) {
        return code(drug.medicine().tableCode(), column);
    }

    /** The code of a place in the Table of Drugs. */
    static String code(String place, char column) {
        StringBuilder code = new StringBuilder(place).append(column);
        while (code.length() < "T40.2X1".length()) {
            code.append('X');
        }
        return code.append(INITIAL).toString();
    }
}
