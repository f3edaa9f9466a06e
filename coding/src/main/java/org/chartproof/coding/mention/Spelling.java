package org.chartproof.coding.mention;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.WordForm;

/**
 * Corrects a word that no term has and that is one letter away from exactly one word of the terms: a letter too many, too few, wrong,
 * or two exchanged; the first letter stands. By deletion neighbourhood: two words within one change share a form with one letter left
 * out, so that a handful of probes answers, whatever the number of words.
 */
final class Spelling {

    /** Shorter words are within one letter of too many others. */
    private static final int SHORTEST = 7;

    /** A wrong letter makes another word of a shorter one: "reaching" is no "retching". */
    private static final int SHORTEST_WITH_WRONG_LETTER = 10;

    private static final int LONGEST = 30;

    private static final int BITS = 23;

    /** What ends so is a form of an everyday verb. */
    private static final List<String> VERBS = List.of("ing", "ed", "es");

    private final String[] known;
    private final Set<String> everyday;

    /** Some bits of each hash: most words have no neighbour, and need no search. */
    private final BitSet present = new BitSet(1 << BITS);

    /** Hashes of the neighbours, sorted, each with the word that it is a neighbour of. */
    private final long[] neighbours;

    /**
     * @param forms the words of the terms
     */
    Spelling(Set<String> forms) {
        everyday = DataFile.read("everyday-words.tsv", 1).stream()
                .map(row -> WordForm.of(row.column(0)))
                .collect(Collectors.toUnmodifiableSet());
        known = forms.stream().filter(Spelling::corrected).sorted().toArray(String[]::new);
        long[] all =
                new long[Arrays.stream(known).mapToInt(word -> word.length()).sum()];
        int count = 0;
        for (int word = 0; word < known.length; word++) {
            all[count++] = entry(hash(known[word], known[word].length()), word);
            for (int left = 1; left < known[word].length(); left++) {
                all[count++] = entry(hash(known[word], left), word);
            }
        }
        neighbours = Arrays.copyOf(all, count);
        Arrays.sort(neighbours);
        for (long neighbour : neighbours) {
            present.set((int) (neighbour >>> 32) >>> 32 - BITS);
        }
    }

    private static boolean corrected(String form) {
        if (form.length() < SHORTEST || form.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            if (!Character.isLetter(form.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The word that is meant; empty where none or several are near. */
    Optional<String> correct(String form) {
        Optional<String> meant = nearest(form);
        // "Vaginits" lost its last i, and then its s as if it were a plural.
        return meant.isEmpty() && form.endsWith("it") ? nearest(form + "s") : meant;
    }

    private Optional<String> nearest(String form) {
        if (!corrected(form) || everyday.contains(form) || isFormOfVerb(form)) {
            return Optional.empty();
        }
        int meant = -1;
        for (int left = 1; left <= form.length(); left++) {
            int hash = hash(form, left);
            if (!present.get(hash >>> 32 - BITS)) {
                continue;
            }
            for (int at = firstOf(hash); at < neighbours.length && (int) (neighbours[at] >>> 32) == hash; at++) {
                int word = (int) neighbours[at];
                if (word != meant && near(form, known[word])) {
                    if (meant >= 0) {
                        return Optional.empty();
                    }
                    meant = word;
                }
            }
        }
        return meant < 0 ? Optional.empty() : Optional.of(known[meant]);
    }

    private static boolean isFormOfVerb(String form) {
        for (String ending : VERBS) {
            if (form.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private int firstOf(int hash) {
        int found = Arrays.binarySearch(neighbours, entry(hash, 0));
        return found < 0 ? -found - 1 : found;
    }

    private static long entry(int hash, int word) {
        return (long) hash << 32 | word;
    }

    /** The hash of a word with one letter left out; none where {@code left} is its length. */
    private static int hash(String word, int left) {
        int hash = 17;
        for (int i = 0; i < word.length(); i++) {
            if (i != left) {
                hash = hash * 31 + word.charAt(i);
            }
        }
        return hash * 0x9E3779B1;
    }

    /** Whether two words differ by one letter, or by two neighbours exchanged, behind the first. */
    private static boolean near(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int longer = Math.max(one.length(), other.length());
        if (longer - shorter > 1 || one.charAt(0) != other.charAt(0)) {
            return false;
        }
        int same = 0;
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (longer > shorter) {
            String rest = one.length() > other.length() ? one.substring(same + 1) : one.substring(same);
            return rest.equals(one.length() > other.length() ? other.substring(same) : other.substring(same + 1));
        }
        if (one.regionMatches(same + 1, other, same + 1, longer - same - 1)) {
            return longer >= SHORTEST_WITH_WRONG_LETTER;
        }
        return same + 1 < longer
                && one.charAt(same) == other.charAt(same + 1)
                && one.charAt(same + 1) == other.charAt(same)
                && one.regionMatches(same + 2, other, same + 2, longer - same - 2);
    }
}
