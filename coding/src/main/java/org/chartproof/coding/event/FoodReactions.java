package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * An anaphylaxis of which the note names the food (T78.0, Index: Anaphylaxis, due to food): in the sentence that concludes on it, "anaphylaxis due to cashew". The
 * table is {@code food-reactions.tsv}.
 */
final class FoodReactions {

    private static final String UNNAMED = "T78.2XX";
    /** How far from the reaction the food stands. */
    private static final int NEAR = 8;

    private static final List<String> CAUSES = List.of("due", "to", "from", "after", "by", "induced");

    private final Phrases<String> foods = new Phrases<>();

    FoodReactions() {
        for (DataFile.Row row : DataFile.read("food-reactions.tsv", 2)) {
            for (String food : row.list(1)) {
                if (foods.add(food, row.column(0)).isPresent()) {
                    throw row.error("repeats \"" + food + "\"");
                }
            }
        }
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            if (code.startsWith(UNNAMED)) {
                food(readings, candidate)
                        .map(stem -> stem + "X" + code.charAt(code.length() - 1))
                        .filter(encounter::exists)
                        .ifPresent(found -> encounter.replace(candidate, found, "due to a food"));
            }
        }
    }

    private Optional<String> food(List<Reading> readings, Candidate candidate) {
        return Places.sentenceOf(readings, candidate).flatMap(sentence -> food(sentence, candidate));
    }

    private Optional<String> food(Sentence sentence, Candidate candidate) {
        List<Token> tokens = sentence.tokens();
        int first = Places.tokenAt(sentence, candidate.evidence().begin());
        int last = Places.tokenAt(sentence, candidate.evidence().end());
        boolean caused = false;
        for (int i = Math.max(0, first - NEAR); i < Math.min(tokens.size(), last + NEAR); i++) {
            Optional<Phrases.Match<String>> food = foods.longestAt(tokens, i, any -> true);
            if (food.isPresent() && (caused || i < first)) {
                return Optional.of(food.get().value());
            }
            caused |= i >= last && CAUSES.contains(tokens.get(i).form());
        }
        return Optional.empty();
    }
}
