package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** What the words around the name of a drug say. The table is {@code drug-cues.tsv}. */
final class DrugCues {

    /** See the table. */
    enum Kind {
        TAKEN,
        KEPT,
        STOPPED,
        STARTED,
        GIVEN,
        COURSE,
        AS_NEEDED,
        LASTING,
        REGULAR,
        REGIMEN
    }

    private final Phrases<Set<Kind>> phrases = new Phrases<>();

    DrugCues() {
        for (DataFile.Row row : DataFile.read("drug-cues.tsv", 2)) {
            Kind kind = row.value(1, Kind.class);
            phrases.add(row.column(0), EnumSet.of(kind)).ifPresent(kinds -> kinds.add(kind));
        }
    }

    /**
     * The cues of a sentence: for each kind the tokens that say it, in order.
     *
     * @param tokens first and last token of each
     */
    record Said(Map<Kind, List<Phrases.Match<Set<Kind>>>> tokens) {

        /** Whether something of a kind lies within {@code from..to}, both inclusive. */
        boolean within(Kind kind, int from, int to) {
            return tokens.getOrDefault(kind, List.of()).stream()
                    .anyMatch(match -> match.first() >= from && match.last() <= to);
        }

        /** Whether something of a kind ends at a token. */
        boolean endsAt(Kind kind, int token) {
            return tokens.getOrDefault(kind, List.of()).stream().anyMatch(match -> match.last() == token);
        }

        /** The last token of what is nearest before a token, of a kind. */
        int lastBefore(Kind kind, int token) {
            return tokens.getOrDefault(kind, List.of()).stream()
                    .mapToInt(Phrases.Match::last)
                    .filter(last -> last < token)
                    .max()
                    .orElse(-1);
        }
    }

    /** What the words of a sentence say. */
    Said in(Sentence sentence) {
        Map<Kind, List<Phrases.Match<Set<Kind>>>> found = new EnumMap<>(Kind.class);
        List<Token> tokens = sentence.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Phrases.Match<Set<Kind>>> match = phrases.longestAt(tokens, at, kinds -> true);
            if (match.isPresent()) {
                for (Kind kind : match.get().value()) {
                    found.computeIfAbsent(kind, key -> new ArrayList<>()).add(match.get());
                }
                at = match.get().last();
            }
        }
        return new Said(found);
    }
}
