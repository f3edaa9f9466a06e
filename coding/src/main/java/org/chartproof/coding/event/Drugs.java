package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.Medicine;
import org.chartproof.terminology.Medicines;
import org.chartproof.terminology.Term;

/** Finds the names of drugs in sentences. */
final class Drugs {

    private final Phrases<Named> names = new Phrases<>();

    private record Named(Medicine medicine, Term.Context requires) {}

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
                names.add(name.words(), new Named(medicine, name.requires()));
            }
        }
    }

    /** The drugs that a note names, in order. */
    List<Drug> in(Reading reading) {
        List<Drug> found = new ArrayList<>();
        // Few names carry a condition: the words of the note are gathered when one does.
        Set<String> words = new HashSet<>();
        for (Sentence sentence : reading.sentences()) {
            List<Token> tokens = sentence.tokens();
            for (int at = 0; at < tokens.size(); at++) {
                Optional<Phrases.Match<Named>> match =
                        names.longestAt(tokens, at, named -> holds(named.requires(), reading, words));
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

    private static boolean holds(Term.Context context, Reading reading, Set<String> words) {
        if (context.equals(Term.Context.NONE)) {
            return true;
        }
        if (words.isEmpty()) {
            reading.sentences().forEach(sentence -> sentence.tokens().forEach(token -> words.add(token.form())));
        }
        boolean any = context.any().isEmpty() || context.any().stream().anyMatch(word -> contains(words, word));
        return any && context.none().stream().noneMatch(word -> contains(words, word));
    }

    private static boolean contains(Set<String> words, String phrase) {
        return Tokenizer.tokens(phrase.toLowerCase(Locale.ROOT)).stream()
                .filter(Token::isWord)
                .allMatch(token -> words.contains(token.form()));
    }
}
