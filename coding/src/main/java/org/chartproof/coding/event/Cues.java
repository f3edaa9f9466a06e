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
import org.jspecify.annotations.Nullable;

/**
 * Words that tell something, from a table of phrases and kinds, found in sentences.
 *
 * @param <K> the kinds
 */
final class Cues<K extends Enum<K>> {

    private final Class<K> kinds;
    private final Said<K> nothing = new Said<K>(Map.of());
    private final Phrases<Set<K>> phrases = new Phrases<>();

    /** @param file the table: phrase, kind; a phrase may say several things */
    Cues(String file, Class<K> kinds) {
        this.kinds = kinds;
        for (DataFile.Row row : DataFile.read(file, 2)) {
            K kind = row.value(1, kinds);
            phrases.add(row.column(0), EnumSet.of(kind)).ifPresent(known -> known.add(kind));
        }
    }

    /**
     * A stretch of a sentence that says something.
     *
     * @param first its first token
     * @param last its last, inclusive
     */
    record At(int first, int last) {}

    /**
     * What the words of a sentence say.
     *
     * @param places for each kind where it is said, in order
     */
    record Said<K extends Enum<K>>(Map<K, List<At>> places) {

        List<At> all(K kind) {
            return places.getOrDefault(kind, List.of());
        }

        boolean says(K kind) {
            return places.containsKey(kind);
        }

        /** Whether something of a kind lies within {@code from..to}, both inclusive. */
        boolean within(K kind, int from, int to) {
            for (At at : all(kind)) {
                if (at.first() >= from && at.last() <= to) {
                    return true;
                }
            }
            return false;
        }

        /** Whether something of a kind ends at a token. */
        boolean endsAt(K kind, int token) {
            for (At at : all(kind)) {
                if (at.last() == token) {
                    return true;
                }
            }
            return false;
        }

        /** Whether something of a kind stands before a token. */
        boolean before(K kind, int token) {
            return all(kind).stream().anyMatch(at -> at.last() < token);
        }
    }

    /** What the words of a sentence say; at each place the longest phrase. Most sentences say nothing, and take no room. */
    Said<K> in(Sentence sentence) {
        @Nullable Map<K, List<At>> found = null;
        List<Token> tokens = sentence.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Phrases.Match<Set<K>>> match = phrases.longestAt(tokens, at, any -> true);
            if (match.isPresent()) {
                At place = new At(at, match.get().last());
                found = found == null ? new EnumMap<>(kinds) : found;
                for (K kind : match.get().value()) {
                    found.computeIfAbsent(kind, key -> new ArrayList<>()).add(place);
                }
                at = place.last();
            }
        }
        return found == null ? nothing : new Said<>(found);
    }
}
