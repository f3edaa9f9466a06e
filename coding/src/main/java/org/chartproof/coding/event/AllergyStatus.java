package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Known allergies (Guidelines I.C.21.c.3: Z88, Z91.0): each thing that the allergies of a note list, and what the text says that the
 * patient is allergic to. An intolerance is no allergy. Beside drugs the table is {@code allergens.tsv}.
 */
final class AllergyStatus {

    /** How far from "allergic to" its object stands, in tokens. */
    private static final int NEAR = 4;

    /** How many tokens a line has that names but a drug and what it did. */
    private static final int BRIEF = 7;

    private static final Set<String> REACTIONS =
            Set.of("anaphylaxis", "hive", "rash", "swelling", "angioedema", "itching", "urticaria");

    private static final Set<String> CAUSED_BY = Set.of("with", "to", "from", "after", "w");

    private static final Set<String> TRIED = Set.of("trial", "tried", "failed");

    private final Phrases<String> allergens = new Phrases<>();
    private final Assertions assertions;

    private record Allergen(int first, int last, String code, String name) {}

    AllergyStatus(Assertions assertions) {
        this.assertions = assertions;
        for (DataFile.Row row : DataFile.read("allergens.tsv", 2)) {
            if (allergens.add(row.column(0), row.column(1)).isPresent()) {
                throw row.error("repeats a phrase");
            }
        }
    }

    void read(Reading reading, List<Drug> drugs, Encounter encounter) {
        for (Sentence sentence : reading.sentences()) {
            boolean listed = Lists.isOfAllergies(sentence);
            boolean brief = sentence.tokens().size() <= BRIEF;
            if (!listed && !brief && !speaksOfAllergy(sentence)) {
                continue;
            }
            if (listed) {
                dropPollens(reading, sentence, encounter);
            }
            List<Allergen> named = allergens(sentence, drugs);
            for (Allergen allergen : named) {
                // A vaccine stands beside the allergies as often as among them.
                boolean inList = listed && !allergen.code().equals("Z88.7");
                boolean told = inList
                        || isObject(sentence, allergen)
                        || isListed(sentence, allergen, named)
                        || isPastReaction(sentence, allergen)
                        || brief && hasReaction(sentence, allergen)
                        || isWhyAvoided(sentence, allergen);
                boolean avoided = !inList && isWhyAvoided(sentence, allergen);
                if (avoided) {
                    dropReaction(reading, sentence, allergen, encounter);
                }
                if (told && !intolerance(sentence, allergen) && has(sentence, allergen)) {
                    encounter.add(
                            reading,
                            sentence,
                            allergen.first(),
                            allergen.last(),
                            allergen.code(),
                            new Assertion.Affirmed(),
                            Trace.Kind.LEXICON,
                            "allergy status > " + allergen.name());
                }
            }
        }
    }

    /** "Allergies: pollen": what somebody is allergic to is no rhinitis until the note says so. */
    private static void dropPollens(Reading reading, Sentence sentence, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        int begin = tokens.get(0).begin();
        int end = tokens.get(tokens.size() - 1).end();
        for (Candidate candidate : encounter.within(reading, begin, end)) {
            String words = candidate.evidence().words().toLowerCase(Locale.ROOT);
            boolean disease = words.contains("rhin") || words.contains("hay") || words.contains("season");
            if (candidate.code().value().startsWith("J30") && !disease) {
                encounter.drop(candidate, "listed among allergies");
            }
        }
    }

    /** The reaction of long ago is no condition of this encounter. */
    private static void dropReaction(Reading reading, Sentence sentence, Allergen allergen, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        int begin = tokens.get(allergen.last()).end();
        int end = tokens.get(Math.min(tokens.size() - 1, allergen.last() + 2)).end();
        encounter.within(reading, begin, end).forEach(candidate -> encounter.drop(candidate, "why a drug is avoided"));
    }

    private List<Allergen> allergens(Sentence sentence, List<Drug> drugs) {
        List<Allergen> found = new ArrayList<>();
        for (Drug drug : drugs) {
            if (drug.sentence() == sentence) {
                drug.medicine()
                        .kind()
                        .allergyCode()
                        .ifPresent(code -> found.add(new Allergen(
                                drug.first(),
                                drug.last(),
                                code,
                                drug.medicine().kind().name())));
            }
        }
        List<Token> tokens = sentence.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Phrases.Match<String>> match = allergens.longestAt(tokens, at, code -> true);
            if (match.isPresent()) {
                found.add(new Allergen(at, match.get().last(), match.get().value(), "substance"));
                at = match.get().last();
            }
        }
        return found;
    }

    private static boolean speaksOfAllergy(Sentence sentence) {
        for (Token token : sentence.tokens()) {
            if (saysAllergy(token) || REACTIONS.contains(token.form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysAllergy(Token token) {
        return token.form().equals("allergy")
                || token.form().equals("allergic")
                || token.form().equals("hypersensitivity");
    }

    /** "Allergic to penicillin and sulfa", "penicillin allergy": not "allergic reaction to", which is an event of its own. */
    private static boolean isObject(Sentence sentence, Allergen allergen) {
        List<Token> tokens = sentence.tokens();
        for (int i = Math.max(0, allergen.first() - NEAR - 2); i < allergen.first(); i++) {
            boolean to = saysAllergy(tokens.get(i))
                    && i + 1 < tokens.size()
                    && (tokens.get(i + 1).form().equals("to")
                            || tokens.get(i + 1).form().equals(":"));
            if (to) {
                return true;
            }
        }
        int next = allergen.last() + 1;
        while (next < tokens.size() && tokens.get(next).kind() == Token.Kind.JOINER) {
            next++;
        }
        return next < tokens.size() && saysAllergy(tokens.get(next));
    }

    /** "Allergic to cipro (tendon pain) and Bactrim (rash)": behind "allergic to" only others, what they did, and "and". */
    private static boolean isListed(Sentence sentence, Allergen allergen, List<Allergen> named) {
        List<Token> tokens = sentence.tokens();
        int brackets = 0;
        for (int i = allergen.first() - 1; i > 0; i--) {
            Token token = tokens.get(i);
            if (token.form().equals(")")) {
                brackets++;
            } else if (token.form().equals("(")) {
                brackets--;
            } else if (brackets == 0 && token.isWord()) {
                int at = i;
                boolean other = named.stream().anyMatch(one -> one.first() <= at && at <= one.last());
                boolean joins = token.form().equals("and") || REACTIONS.contains(token.form());
                if (token.form().equals("to") && saysAllergy(tokens.get(i - 1))) {
                    return true;
                }
                if (!other && !joins) {
                    return false;
                }
            }
        }
        return false;
    }

    /** "She had hives with cefaclor as a child": of old, and so no reaction of now that is coded as one. */
    private boolean isPastReaction(Sentence sentence, Allergen allergen) {
        List<Token> tokens = sentence.tokens();
        int by = allergen.first() - 1;
        return by > 0
                && CAUSED_BY.contains(tokens.get(by).form())
                && REACTIONS.contains(tokens.get(by - 1).form())
                && assertions.of(sentence, by - 1, by - 1, false) instanceof Assertion.Historical;
    }

    /** "Amoxicillin - anaphylaxis." */
    private static boolean hasReaction(Sentence sentence, Allergen allergen) {
        List<Token> tokens = sentence.tokens();
        int mark = allergen.last() + 1;
        boolean parted = allergen.first() == 0
                && mark + 1 < tokens.size()
                && !tokens.get(mark).isWord();
        return parted && REACTIONS.contains(tokens.get(mark + 1).form());
    }

    /**
     * "PCN rash so clindamycin", "prior trials: lamotrigine (rash)": what a drug did once, as the reason why another is given.
     *
     * @return whether it is told of the drug
     */
    private static boolean isWhyAvoided(Sentence sentence, Allergen allergen) {
        List<Token> tokens = sentence.tokens();
        int next = allergen.last() + 1;
        if (next + 1 >= tokens.size()) {
            return false;
        }
        boolean then = REACTIONS.contains(tokens.get(next).form())
                && tokens.get(next + 1).form().equals("so");
        boolean bracketed = next + 2 < tokens.size()
                && tokens.get(next).form().equals("(")
                && REACTIONS.contains(tokens.get(next + 1).form())
                && tokens.get(next + 2).form().equals(")");
        return then || bracketed && isTriedBefore(tokens, allergen.first());
    }

    private static boolean isTriedBefore(List<Token> tokens, int before) {
        for (int i = 0; i < before; i++) {
            if (TRIED.contains(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean intolerance(Sentence sentence, Allergen allergen) {
        List<Token> tokens = sentence.tokens();
        int end = Math.min(tokens.size(), allergen.last() + NEAR + 1);
        for (int i = Math.max(0, allergen.first() - NEAR); i < end; i++) {
            String form = tokens.get(i).form();
            if (i > allergen.last() && (form.equals(",") || form.equals(";"))) {
                return false;
            }
            if (form.startsWith("intoleran")) {
                return true;
            }
        }
        return false;
    }

    private boolean has(Sentence sentence, Allergen allergen) {
        Assertion assertion = assertions.of(sentence, allergen.first(), allergen.last(), true);
        return assertion instanceof Assertion.Affirmed || assertion instanceof Assertion.Historical;
    }
}
