package org.chartproof.coding.mention;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.mention.Word.Reading;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;
import org.chartproof.terminology.Term;

/**
 * Finds, around one token, the terms of which it says the rarest word and whose other words stand near it. Held by one sentence.
 */
final class Descent {

    /** A word of the same term stands within so many tokens. */
    private static final int REACH = 12;

    private static final int MOST_ITEMS = 64;
    private static final int MOST_WORDS = 9;

    /** A term of fewer words, with a comma in it, is more likely two. */
    private static final int FEWEST_WITH_COMMAS = 4;

    private static final int SHORT_ABBREVIATION = 3;
    private static final int LONGEST_ABBREVIATION = 4;

    private static final Set<String> SHORT_ADJECTIVES = Set.of("oral", "anal");

    private static final int COST_OF_READING = 1;

    /** A number stands so close behind what it counts. */
    private static final int BEHIND = 3;

    /** A word as it stands. */
    private static final Reading PRINTED = new Reading(new int[1], true, new TermEntry[0]);

    private final TermIndex index;
    private final SentenceWords sentence;
    private final NoteWords noteWords;
    private final List<Match> found;

    /** What stands near the anchor, sorted by word number: the word, where it stands, as what it is read. */
    private final int[] itemWord = new int[MOST_ITEMS];

    private final int[] itemAt = new int[MOST_ITEMS];
    private final Reading[] itemReading = new Reading[MOST_ITEMS];
    private int items;

    private final int[] takenAt = new int[MOST_WORDS + 1];
    private final int[] takenWord = new int[MOST_WORDS + 1];
    private final Reading[] takenReading = new Reading[MOST_WORDS + 1];
    private int anchor;
    private int begin;
    private int end;

    /**
     * @param noteWords the words of the whole note in normal form, for terms that mean several things
     * @param found takes what is found
     */
    Descent(TermIndex index, SentenceWords sentence, NoteWords noteWords, List<Match> found) {
        this.index = index;
        this.sentence = sentence;
        this.noteWords = noteWords;
        this.found = found;
    }

    /** Finds the terms of which a token says the rarest word, in a stretch {@code begin..end}, half-open, that nothing breaks. */
    void at(int token, int begin, int end) {
        this.begin = begin;
        this.end = end;
        Word word = sentence.word(token);
        if (word.number() != Word.UNKNOWN) {
            from(token, word.number(), PRINTED, true);
        }
        for (Reading reading : sentence.others(token)) {
            for (int one : reading.words()) {
                from(token, one, reading, reading.alone() && reading.words().length == 1);
            }
        }
    }

    private void from(int token, int word, Reading reading, boolean alone) {
        WordSetTrie trie = index.trie();
        int node = trie.next(WordSetTrie.ROOT, word);
        if (node == WordSetTrie.NONE) {
            return;
        }
        takenAt[0] = token;
        takenWord[0] = word;
        takenReading[0] = reading;
        if (alone && trie.value(node) != WordSetTrie.NONE) {
            offer(trie.value(node), 1);
        }
        if (trie.goesOn(node)) {
            anchor = token;
            collect(token, word, trie.together(word));
            descend(node, 0, 1);
        }
    }

    /**
     * Collects the words around that are more frequent among the terms than the anchor's.
     *
     * @param together bits of the words that stand with it in a term
     */
    private void collect(int token, int above, long together) {
        items = 0;
        collectAt(token, above, together);
        for (int at = token - 1; at >= Math.max(begin, token - REACH); at--) {
            collectAt(at, above, together);
        }
        for (int at = token + 1; at < Math.min(end, token + REACH + 1); at++) {
            collectAt(at, above, together);
        }
    }

    private void collectAt(int at, int above, long together) {
        int number = sentence.word(at).number();
        if (number > above && (together & 1L << number) != 0) {
            put(number, at, PRINTED);
        }
        for (Reading reading : sentence.others(at)) {
            for (int one : reading.words()) {
                if (one > above && (together & 1L << one) != 0) {
                    put(one, at, reading);
                }
            }
        }
    }

    /** Keeps of each word the place nearest to the anchor, and each place where it is part of a longer reading. */
    private void put(int word, int at, Reading reading) {
        int slot = items;
        while (slot > 0 && itemWord[slot - 1] >= word) {
            boolean same = itemWord[slot - 1] == word;
            if (same && reading.words().length == 1 && itemReading[slot - 1].words().length == 1) {
                if (nearer(at, itemAt[slot - 1])) {
                    itemAt[slot - 1] = at;
                    itemReading[slot - 1] = reading;
                }
                return;
            }
            slot--;
        }
        if (items == MOST_ITEMS) {
            return;
        }
        System.arraycopy(itemWord, slot, itemWord, slot + 1, items - slot);
        System.arraycopy(itemAt, slot, itemAt, slot + 1, items - slot);
        System.arraycopy(itemReading, slot, itemReading, slot + 1, items - slot);
        itemWord[slot] = word;
        itemAt[slot] = at;
        itemReading[slot] = reading;
        items++;
    }

    private boolean nearer(int one, int other) {
        return Math.abs(one - anchor) < Math.abs(other - anchor);
    }

    private void descend(int node, int firstItem, int depth) {
        WordSetTrie trie = index.trie();
        for (int item = firstItem; item < items; item++) {
            int next = trie.next(node, itemWord[item]);
            if (next == WordSetTrie.NONE) {
                continue;
            }
            takenAt[depth] = itemAt[item];
            takenWord[depth] = itemWord[item];
            takenReading[depth] = itemReading[item];
            int value = trie.value(next);
            if (value != WordSetTrie.NONE) {
                offer(value, depth + 1);
            }
            if (depth + 1 < MOST_WORDS && trie.goesOn(next)) {
                descend(next, item + 1, depth + 1);
            }
        }
    }

    private void offer(int value, int words) {
        int readings = costOfReadings(words);
        if (readings < 0) {
            return;
        }
        int[] positions = positions(words);
        boolean onlyRead = positions.length == 1 && takenReading[0] != PRINTED && !takenReading[0].alone();
        Gaps gaps = Gaps.between(sentence, positions);
        if (onlyRead || gaps.isRefused() || isOfNextNoun(positions)) {
            return;
        }
        for (TermEntry entry : index.entries(value)) {
            boolean together = gaps.holds(entry) || isPrintedButForCommas(entry, words, positions);
            if (together && fits(entry, positions) && ordered(entry, words)) {
                found.add(
                        new Match(entry, positions, words, telling(positions), readings + gaps.cost(), gaps.besides()));
                return;
            }
        }
    }

    /** "Occlusion of the vertebral artery" says nothing of the vertebra: the adjective is that of the noun behind it. */
    private boolean isOfNextNoun(int[] positions) {
        int last = positions[positions.length - 1];
        int next = last + 1;
        if (positions.length == 1 || next >= sentence.size() || !isAdjective(last)) {
            return false;
        }
        boolean apart = last - positions[positions.length - 2] > 1;
        if (apart && sentence.wordClass(next) == WordClass.OTHER) {
            // "Cellulitis of the leg, failed oral abx": a word that no term has is a noun too.
            return true;
        }
        return sentence.wordClass(next) == WordClass.OTHER
                        && sentence.word(next).number() != Word.UNKNOWN
                || sentence.wordClass(next) == WordClass.HEAD;
    }

    /** By its ending, or one that is too short to be told by it. */
    private boolean isAdjective(int at) {
        return sentence.isAdjective(at)
                || SHORT_ADJECTIVES.contains(sentence.token(at).form());
    }

    /** -1 where a reading of several words is not taken as a whole. */
    private int costOfReadings(int words) {
        int cost = 0;
        for (int i = 0; i < words; i++) {
            Reading reading = takenReading[i];
            if (reading == PRINTED) {
                continue;
            }
            int parts = 0;
            for (int j = 0; j < words; j++) {
                parts += takenReading[j] == reading && takenAt[j] == takenAt[i] ? 1 : 0;
            }
            if (parts != reading.words().length) {
                return -1;
            }
            boolean side = sentence.wordClass(takenAt[i]) == WordClass.SIDE;
            cost += reading.of().length == 0 && !side ? COST_OF_READING : 0;
        }
        return cost;
    }

    private int telling(int[] positions) {
        int telling = positions.length;
        for (int position : positions) {
            telling -= sentence.wordClass(position) == WordClass.SIDE ? 1 : 0;
        }
        return telling;
    }

    /** The tokens that were taken, distinct, rising. They are few: each is put in its place. */
    private int[] positions(int words) {
        int[] rising = new int[words];
        int count = 0;
        for (int i = 0; i < words; i++) {
            int slot = count;
            while (slot > 0 && rising[slot - 1] > takenAt[i]) {
                slot--;
            }
            if (slot == 0 || rising[slot - 1] != takenAt[i]) {
                System.arraycopy(rising, slot, rising, slot + 1, count - slot);
                rising[slot] = takenAt[i];
                count++;
            }
        }
        return count == words ? rising : Arrays.copyOf(rising, count);
    }

    /** Numbers and letters stand behind what they count; where the term says "without", all words stand as printed. */
    private boolean ordered(TermEntry entry, int words) {
        boolean asPrinted = index.orderMatters(entry);
        int before = -1;
        for (int word : entry.words()) {
            int at = placeOf(word, words);
            boolean ordinal = before >= 0 && index.isOrdinal(word);
            if (ordinal && (at <= before || at - before > BEHIND) || asPrinted && at < before) {
                return false;
            }
            before = at;
        }
        return true;
    }

    /** "Bipolar disorder, current episode manic, severe, with psychotic features" is one term, whatever else its parts could name. */
    private boolean isPrintedButForCommas(TermEntry entry, int words, int[] positions) {
        if (words < FEWEST_WITH_COMMAS) {
            return false;
        }
        int before = -1;
        for (int word : entry.words()) {
            int at = placeOf(word, words);
            if (at <= before) {
                return false;
            }
            before = at;
        }
        int next = 1;
        for (int at = positions[0] + 1; at < positions[positions.length - 1]; at++) {
            if (at == positions[next]) {
                next++;
            } else if (sentence.wordClass(at) != WordClass.COMMA && sentence.wordClass(at) != WordClass.SMALL) {
                return false;
            }
        }
        return true;
    }

    private int placeOf(int word, int words) {
        for (int i = 0; i < words; i++) {
            if (takenWord[i] == word) {
                return takenAt[i];
            }
        }
        return -1;
    }

    private boolean fits(TermEntry entry, int[] positions) {
        if (positions.length == 1) {
            Token token = sentence.token(positions[0]);
            int length = token.end() - token.begin();
            // "MS" and "RA" are diagnoses; "ms" and "ra" are something else. "flu" and "gas" are words, and "htn" is
            // typed in
            // lower case too.
            boolean noWord = length <= SHORT_ABBREVIATION && token.form().length() < SHORT_ABBREVIATION;
            boolean smallLetters = length <= LONGEST_ABBREVIATION && !entry.isPlain();
            if (!token.capitals() && (noWord || smallLetters)) {
                return false;
            }
            int next = positions[0] + 1;
            boolean ofNext = next < sentence.size() && sentence.wordClass(next) == WordClass.HEAD;
            if (ofNext && entry.term().source() == Term.Source.INDEX && sentence.isAdjective(positions[0])) {
                return false;
            }
        }
        return entry.fits(noteWords);
    }
}
