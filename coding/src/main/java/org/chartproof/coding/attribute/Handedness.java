package org.chartproof.coding.attribute;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The hand that a note calls the better one: "right-handed", "LHD", "79 RH woman". It decides whether a paralysis is of the dominant side
 * (Guidelines I.C.6.a).
 */
final class Handedness {

    /** "RH" is a blood group too: somebody follows. */
    private static final Set<String> PERSONS = Set.of(
            "man",
            "woman",
            "male",
            "female",
            "m",
            "f",
            "gentleman",
            "lady",
            "boy",
            "girl",
            "dominant",
            "pt",
            "patient");

    private Handedness() {}

    /** Right, left, or both for who is ambidextrous; empty where the note does not say. */
    static Optional<Side> of(List<Sentence> sentences) {
        for (Sentence sentence : sentences) {
            List<Token> tokens = sentence.tokens();
            for (int at = 0; at < tokens.size(); at++) {
                Optional<Side> hand = at(tokens, at);
                if (hand.isPresent()) {
                    return hand;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Side> at(List<Token> tokens, int at) {
        String form = tokens.get(at).form();
        return switch (form) {
            case "rhd", "rhm", "rhf", "rhw" -> Optional.of(Side.RIGHT);
            case "lhd", "lhm", "lhf", "lhw" -> Optional.of(Side.LEFT);
            case "ambidextrous" -> Optional.of(Side.BILATERAL);
            case "rh" -> PERSONS.contains(word(tokens, at + 1)) ? Optional.of(Side.RIGHT) : Optional.empty();
            case "lh" -> PERSONS.contains(word(tokens, at + 1)) ? Optional.of(Side.LEFT) : Optional.empty();
            case "right", "left", "r", "l" -> isOfHand(tokens, at) ? Side.ofWord(form) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** "Right-handed", "left hand dominant". */
    private static boolean isOfHand(List<Token> tokens, int side) {
        int next = side + 1;
        if (next < tokens.size() && tokens.get(next).kind() == Token.Kind.JOINER) {
            next++;
        }
        String hand = word(tokens, next);
        if (hand.equals("handed")) {
            return true;
        }
        boolean dominant = word(tokens, next + 1).equals("dominant")
                || word(tokens, next + 1).equals("-") && word(tokens, next + 2).equals("dominant");
        return hand.equals("hand") && dominant;
    }

    private static String word(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).form() : "";
    }
}
