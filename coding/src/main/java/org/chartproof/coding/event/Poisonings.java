package org.chartproof.coding.event;

import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.DrugEvents.Scene;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Poisoning (Guidelines I.C.19.e.5.b): a drug taken in overdose, by mistake, or to harm oneself. Accidental unless the note says
 * otherwise; undetermined only where it says that the intent can't be determined (I.C.20.h).
 */
final class Poisonings {

    private static final char ACCIDENTAL = '1';
    private static final char SELF_HARM = '2';
    private static final char ASSAULT = '3';
    private static final char UNDETERMINED = '4';

    /** How far from "overdose of" or "ingested" the drug stands: "ingested about 30 tablets of 500 mg acetaminophen". */
    private static final int NEAR = 12;

    /** More tablets at once than any dose has. */
    private static final int MANY_TABLETS = 10;

    private final Assertions assertions;

    Poisonings(Assertions assertions) {
        this.assertions = assertions;
    }

    /** @return whether the sentence tells one */
    boolean read(Scene scene, DrugEvents events, Encounter encounter) {
        if (scene.sentence().section().kind().tellsThePast() || !tellsOne(scene)) {
            return false;
        }
        boolean any = false;
        for (Drug drug : scene.drugs()) {
            Assertion assertion = assertions.of(scene.sentence(), drug.first(), drug.last(), false);
            if (isTaken(scene, drug) && happened(assertion)) {
                any = true;
                char intent = intent(scene, events);
                encounter.add(
                        scene.reading(),
                        scene.sentence(),
                        drug.first(),
                        drug.last(),
                        DrugEvents.code(drug, intent),
                        assertion instanceof Assertion.Family ? new Assertion.Affirmed() : assertion,
                        Trace.Kind.INDEX,
                        "Table of Drugs > " + drug.medicine().name() + " > poisoning");
            }
        }
        return any;
    }

    /** A relative is named as often for whose tablets they were: "got into grandmother's metoprolol". */
    private static boolean happened(Assertion assertion) {
        return assertion instanceof Assertion.Affirmed
                || assertion instanceof Assertion.Uncertain
                || assertion instanceof Assertion.Family;
    }

    private static boolean tellsOne(Scene scene) {
        Said<DrugEventCue> said = scene.said();
        boolean cue = said.says(DrugEventCue.OVERDOSE)
                || said.says(DrugEventCue.INTAKE) && (said.says(DrugEventCue.SELF_HARM) || manyTablets(scene));
        return cue
                && !said.says(DrugEventCue.HISTORY)
                && !Years.anyLongAgo(scene.sentence().tokens());
    }

    private static boolean manyTablets(Scene scene) {
        var tokens = scene.sentence().tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            String unit = tokens.get(i + 1).form();
            boolean tablets =
                    unit.equals("tablet") || unit.equals("pill") || unit.equals("tab") || unit.equals("capsule");
            if (tablets && number(tokens.get(i)) >= MANY_TABLETS) {
                return true;
            }
        }
        return false;
    }

    private static int number(Token token) {
        String form = token.form();
        return form.length() <= 3 && form.chars().allMatch(Character::isDigit) ? Integer.parseInt(form) : 0;
    }

    private static boolean isTaken(Scene scene, Drug drug) {
        for (DrugEventCue kind : new DrugEventCue[] {DrugEventCue.OVERDOSE, DrugEventCue.INTAKE}) {
            for (At cue : scene.said().all(kind)) {
                boolean behind = drug.first() > cue.last() && drug.first() - cue.last() <= NEAR;
                boolean before =
                        kind == DrugEventCue.OVERDOSE && cue.first() > drug.last() && cue.first() - drug.last() <= 3;
                if (behind || before) {
                    return true;
                }
            }
        }
        return false;
    }

    private char intent(Scene scene, DrugEvents events) {
        if (scene.said().says(DrugEventCue.ASSAULT)) {
            return ASSAULT;
        }
        for (Sentence sentence : scene.reading().sentences()) {
            Said<DrugEventCue> said = sentence == scene.sentence() ? scene.said() : events.in(sentence);
            if (said.says(DrugEventCue.UNDETERMINED)) {
                return UNDETERMINED;
            }
            for (At cue : said.all(DrugEventCue.SELF_HARM)) {
                boolean meant = assertions.of(sentence, cue.first(), cue.last(), false) instanceof Assertion.Affirmed
                        && !said.says(DrugEventCue.HISTORY)
                        && !Years.anyLongAgo(sentence.tokens());
                if (meant) {
                    return SELF_HARM;
                }
            }
        }
        return ACCIDENTAL;
    }
}
