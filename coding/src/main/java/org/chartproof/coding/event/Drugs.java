package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.Medicine;
import org.chartproof.terminology.Medicines;
import org.chartproof.terminology.Term;

/** Finds the names of drugs in sentences. */
final class Drugs {

    private final Phrases<Named> names = new Phrases<>();

    /**
     * What a name stands for.
     *
     * @param any phrases of which one must stand in the note, as words in normal form; empty: no condition
     * @param none phrases that must not
     */
    private record Named(Medicine medicine, List<List<String>> any, List<List<String>> none) {

        static Named of(Medicine medicine, Term.Context requires) {
            return new Named(medicine, phrases(requires.any()), phrases(requires.none()));
        }

        private static List<List<String>> phrases(List<String> printed) {
            return printed.stream()
                    .map(phrase -> Tokenizer.tokens(phrase.toLowerCase(Locale.ROOT)).stream()
                            .filter(Token::isWord)
                            .map(Token::form)
                            .toList())
                    .toList();
        }
    }

    /**
     * A drug in a sentence.
     *
     * @param first first token of its name
     * @param last its last, inclusive
     */
    record Drug(Sentence sentence, int first, int last, Medicine medicine) {}

    Drugs() {
        for (Medicine medicine : Medicines.own()) {
            for (Medicine.Name name : medicine.names()) {
                names.add(name.words(), Named.of(medicine, name.requires()));
            }
        }
    }

    /** The drugs that a note names, in order. */
    List<Drug> in(Reading reading) {
        List<Drug> found = new ArrayList<>();
        Predicate<Named> holds = named -> holds(named, reading.words());
        for (Sentence sentence : reading.sentences()) {
            List<Token> tokens = sentence.tokens();
            for (int at = 0; at < tokens.size(); at++) {
                Optional<Phrases.Match<Named>> match = names.longestAt(tokens, at, holds);
                if (match.isPresent()) {
                    found.add(new Drug(
                            sentence,
                            at,
                            match.get().last(),
                            match.get().value().medicine()));
                    at = match.get().last();
                }
            }
        }
        return found;
    }

    private static boolean holds(Named named, NoteWords words) {
        boolean any = named.any().isEmpty() || named.any().stream().anyMatch(words::hasAll);
        return any && (named.none().isEmpty() || named.none().stream().noneMatch(words::hasAll));
    }
}
