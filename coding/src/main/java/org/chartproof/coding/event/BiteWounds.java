package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.token.Token;

/**
 * Wounds by teeth (Index: Bite; chapter 19 tells open bites from lacerations and punctures by their 5th character): where an animal or a person has bitten, the
 * puncture or laceration is an open bite.
 */
final class BiteWounds {

    private static final int KIND = "S61.4".length();
    /** Lacerations and punctures, without and with a foreign body. */
    private static final String WOUNDS = "1234";

    private static final char BITE = '5';
    private static final List<String> BITTEN = List.of("bite", "bitten", "bit");

    private static final List<String> BITERS = List.of(
            "dog",
            "cat",
            "puppy",
            "kitten",
            "horse",
            "rat",
            "mouse",
            "raccoon",
            "bat",
            "squirrel",
            "monkey",
            "ferret",
            "animal",
            "human",
            "person",
            "child",
            "toddler",
            "patient",
            "fight");

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        List<Candidate> wounds =
                encounter.affirmed().stream().filter(BiteWounds::isWound).toList();
        if (wounds.isEmpty() || readings.stream().noneMatch(BiteWounds::tellsABite)) {
            return;
        }
        for (Candidate wound : wounds) {
            String code = wound.code().value();
            String bite = code.substring(0, KIND) + BITE + code.substring(KIND + 1);
            if (encounter.exists(bite)) {
                encounter.replace(wound, bite, "by teeth");
            }
        }
    }

    /** The site is the 4th character, the kind of wound the 5th. */
    private static boolean isWound(Candidate candidate) {
        String code = candidate.code().value();
        return code.length() == "S61.451A".length()
                && code.charAt(0) == 'S'
                && code.charAt(2) == '1'
                && WOUNDS.indexOf(code.charAt(KIND)) >= 0;
    }

    /** By an animal or a person: an insect leaves no wound of teeth. */
    private static boolean tellsABite(Reading reading) {
        return reading.sentences().stream().anyMatch(sentence -> {
            List<Token> tokens = sentence.tokens();
            boolean bite = tokens.stream().anyMatch(token -> BITTEN.contains(token.form()));
            boolean biter = tokens.stream().anyMatch(token -> BITERS.contains(token.form()));
            return bite && biter;
        });
    }
}
