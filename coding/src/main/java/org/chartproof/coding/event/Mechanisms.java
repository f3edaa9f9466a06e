package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** How somebody was hurt, in the words of notes: the table is {@code mechanisms.tsv}; traffic is {@link Crashes}'. */
final class Mechanisms {

    /** Words that may stand within a phrase: "fell off of his ladder". */
    private static final Set<String> SMALL = Set.of(
            "the",
            "a",
            "an",
            "her",
            "his",
            "their",
            "my",
            "some",
            "about",
            "on",
            "off",
            "from",
            "of",
            "down",
            "over",
            "in",
            "into",
            "onto",
            "to",
            "at",
            "out",
            "up",
            "with",
            "against",
            "by",
            "own",
            "while",
            "was",
            "were",
            "accidentally",
            "then",
            "backward",
            "s",
            "neighbor",
            "neighbour",
            "friend",
            "family",
            "stray",
            "backwards",
            "hard",
            "approximately",
            "approx",
            "ft",
            "he",
            "she",
            "is",
            "this",
            "that");

    /** Codes that say little: any other goes before them. */
    private static final Set<String> GENERAL = Set.of("W19", "W18.30", "Y09", "X58", "W22.8", "W18.39");

    private final Phrases<String> phrases = new Phrases<>(SMALL);
    private final Crashes crashes = new Crashes();
    private final Assertions assertions;

    /**
     * A mechanism in a note.
     *
     * @param index of its sentence
     * @param first its first token
     * @param last its last, inclusive
     * @param stem the code without its 7th character
     */
    record Mechanism(Reading reading, int index, int first, int last, String stem) {

        Sentence sentence() {
            return reading.sentences().get(index);
        }

        boolean general() {
            return GENERAL.contains(stem);
        }
    }

    Mechanisms(Assertions assertions) {
        this.assertions = assertions;
        for (DataFile.Row row : DataFile.read("mechanisms.tsv", 2)) {
            for (String phrase : expanded(row.column(1))) {
                phrases.add(phrase, row.column(0))
                        .filter(before -> !before.equals(row.column(0)))
                        .ifPresent(before -> {
                            throw row.error("gives \"" + phrase + "\" a second meaning; the first is " + before);
                        });
            }
        }
    }

    /** Every phrase that a pattern stands for: see the table. */
    static List<String> expanded(String pattern) {
        List<String> phrases = List.of("");
        for (String place : pattern.split(" ")) {
            List<String> longer = new ArrayList<>();
            for (String phrase : phrases) {
                for (String word : place.split("\\|")) {
                    longer.add((phrase + " " + word.replace('_', ' ')).strip());
                }
            }
            phrases = longer;
        }
        return phrases;
    }

    /** Every mechanism that the notes of an encounter tell, in order; of a sentence the one that says most. */
    List<Mechanism> in(List<Reading> readings) {
        List<Mechanism> told = new ArrayList<>();
        for (Reading reading : readings) {
            for (int i = 0; i < reading.sentences().size(); i++) {
                if (tells(reading.sentences().get(i))) {
                    Optional<Mechanism> crash = crashes.in(reading, i).filter(this::happened);
                    (crash.isPresent() ? crash : in(reading, i)).ifPresent(told::add);
                }
            }
        }
        return told;
    }

    /** The one to code: the first that says more than "fell", else the first. */
    static Optional<Mechanism> best(List<Mechanism> told) {
        return told.stream()
                .filter(mechanism -> !mechanism.general())
                .findFirst()
                .or(() -> told.stream().findFirst());
    }

    private static boolean tells(Sentence sentence) {
        Weight weight = sentence.section().kind().weight();
        return weight == Weight.REASON
                || weight == Weight.NARRATIVE
                || weight == Weight.ASSESSMENT
                || weight == Weight.PRINCIPAL
                || weight == Weight.PLAN;
    }

    private Optional<Mechanism> in(Reading reading, int index) {
        List<Token> tokens = reading.sentences().get(index).tokens();
        Optional<Mechanism> general = Optional.empty();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Phrases.Match<String>> match = phrases.longestAt(tokens, at, stem -> true);
            if (match.isPresent()) {
                Mechanism found = new Mechanism(
                        reading, index, at, match.get().last(), match.get().value());
                if (happened(found)) {
                    if (!found.general()) {
                        return Optional.of(found);
                    }
                    general = general.isPresent() ? general : Optional.of(found);
                }
            }
        }
        return general;
    }

    private boolean happened(Mechanism mechanism) {
        Sentence sentence = mechanism.sentence();
        boolean ofPatient = true;
        for (Assertion assertion : assertions.all(sentence, mechanism.first(), mechanism.last(), false)) {
            ofPatient &= assertion instanceof Assertion.Affirmed || isOfEarlierClause(mechanism, assertion);
        }
        return ofPatient && !Years.anyLongAgo(sentence.tokens());
    }

    /** "Ran to greet dad, tripped on the rug": the relative belongs to what stands before the comma, and the patient tripped. */
    private static boolean isOfEarlierClause(Mechanism mechanism, Assertion assertion) {
        Assertion.Cue cue;
        if (assertion instanceof Assertion.Family family) {
            cue = family.cue();
        } else if (assertion instanceof Assertion.OtherPerson other) {
            cue = other.cue();
        } else {
            return false;
        }
        List<Token> tokens = mechanism.sentence().tokens();
        for (int i = mechanism.first() - 1;
                cue.hasWords() && i > 0 && tokens.get(i).begin() >= cue.end();
                i--) {
            if (tokens.get(i).form().equals(",")) {
                return true;
            }
        }
        return false;
    }
}
