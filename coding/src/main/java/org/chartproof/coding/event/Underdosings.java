package org.chartproof.coding.event;

import java.util.List;
import java.util.OptionalInt;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.DrugEvents.Scene;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;

/**
 * Underdosing (Guidelines I.C.19.e.5.c): a drug that the patient takes less of than prescribed, or stopped without being told to,
 * with the reason (Z91.12 to Z91.14, Z91.A for a child's or charge's). What a clinician stopped is none.
 */
final class Underdosings {

    private static final char COLUMN = '6';

    /** How far from "ran out of" the drug stands. */
    private static final int NEAR = 6;

    /** Whose doses others give. */
    private static final int CHILD = 12;

    private final Assertions assertions;

    Underdosings(Assertions assertions) {
        this.assertions = assertions;
    }

    /** @return whether the sentence tells one */
    boolean read(Scene scene, DrugEvents events, Encounter encounter) {
        Weight weight = scene.sentence().section().kind().weight();
        if (scene.said().says(DrugEventCue.BY_PROVIDER) || weight == Weight.FAMILY) {
            return false;
        }
        boolean any = false;
        for (Drug drug : scene.drugs()) {
            if (leftOut(scene, drug, events) && happened(scene, drug)) {
                add(scene, drug, DrugEvents.code(drug, COLUMN), "underdosing", encounter);
                if (!any) {
                    add(scene, drug, reason(scene, events, encounter), "reason of underdosing", encounter);
                }
                any = true;
            }
        }
        return any;
    }

    /** The person who gives a drug is named beside it: "mother forgot his Keppra". */
    private boolean happened(Scene scene, Drug drug) {
        Assertion assertion = assertions.of(scene.sentence(), drug.first(), drug.last(), true);
        boolean giver = assertion instanceof Assertion.Family && scene.said().says(DrugEventCue.CAREGIVER);
        return giver || assertion instanceof Assertion.Affirmed;
    }

    private static void add(Scene scene, Drug drug, String code, String column, Encounter encounter) {
        encounter.add(
                scene.reading(),
                scene.sentence(),
                drug.first(),
                drug.last(),
                code,
                new Assertion.Affirmed(),
                Trace.Kind.INDEX,
                "Table of Drugs > " + drug.medicine().name() + " > " + column);
    }

    private boolean leftOut(Scene scene, Drug drug, DrugEvents events) {
        Said<DrugEventCue> said = scene.said();
        for (At cue : said.all(DrugEventCue.LEFT_OUT)) {
            if (drug.first() > cue.last() && drug.first() - cue.last() <= NEAR) {
                return true;
            }
        }
        for (At cue : said.all(DrugEventCue.LEFT_OUT_BEHIND)) {
            boolean asked = cue.last() + 1 < scene.sentence().tokens().size()
                    && scene.sentence().tokens().get(cue.last() + 1).form().equals("?");
            if (cue.first() > drug.last() && cue.first() - drug.last() <= NEAR && !asked) {
                return true;
            }
        }
        for (At cue : said.all(DrugEventCue.STOPPING)) {
            // "Stopped metformin" is as often the clinician's act: only a reason of the patient's makes it the
            // patient's.
            if (drug.first() > cue.last()
                    && drug.first() - cue.last() <= NEAR
                    && (told(scene, events, DrugEventCue.OWN_CHOICE) || told(scene, events, DrugEventCue.COST))) {
                return true;
            }
        }
        return false;
    }

    private String reason(Scene scene, DrugEvents events, Encounter encounter) {
        OptionalInt age = encounter.facts().ageYears();
        boolean child = age.isPresent() && age.getAsInt() < CHILD;
        DrugEventCue why = why(scene, events);
        if (child || scene.said().says(DrugEventCue.CAREGIVER) && why == DrugEventCue.FORGOT) {
            return switch (why) {
                case COST -> "Z91.A20";
                case OWN_CHOICE -> "Z91.A28";
                case FORGOT -> "Z91.A3";
                default -> "Z91.A48";
            };
        }
        return switch (why) {
            case COST -> "Z91.120";
            case OWN_CHOICE, STOPPING -> "Z91.128";
            case FORGOT -> told(scene, events, DrugEventCue.AGE) ? "Z91.130" : "Z91.138";
            default -> "Z91.148";
        };
    }

    /** The reason that the sentence tells; else that of one beside it; else that there is none. */
    private static DrugEventCue why(Scene scene, DrugEvents events) {
        List<DrugEventCue> reasons = List.of(DrugEventCue.COST, DrugEventCue.OWN_CHOICE, DrugEventCue.FORGOT);
        for (DrugEventCue reason : reasons) {
            if (scene.said().says(reason)) {
                return reason;
            }
        }
        for (DrugEventCue reason : reasons) {
            if (told(scene, events, reason)) {
                return reason;
            }
        }
        return scene.said().says(DrugEventCue.STOPPING) ? DrugEventCue.STOPPING : DrugEventCue.LEFT_OUT;
    }

    /** Whether the sentence or one beside it tells something. */
    private static boolean told(Scene scene, DrugEvents events, DrugEventCue kind) {
        if (scene.said().says(kind)) {
            return true;
        }
        List<Sentence> sentences = scene.reading().sentences();
        for (int i : new int[] {scene.index() + 1, scene.index() - 1}) {
            if (i >= 0 && i < sentences.size() && events.in(sentences.get(i)).says(kind)) {
                return true;
            }
        }
        return false;
    }
}
