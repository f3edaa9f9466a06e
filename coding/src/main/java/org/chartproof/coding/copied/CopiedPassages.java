package org.chartproof.coding.copied;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;

/**
 * The passages of later notes that stand word for word in an earlier note of the encounter, found by the hashes of
 * {@value #SHINGLE} words that follow each other, in time and memory linear in the notes. A note that is an earlier one throughout
 * is a passage however short it is. White space, punctuation, dates and times make no difference.
 */
public final class CopiedPassages {

    /** So many words in a row are seldom written twice by chance; a sentence that is worth copying has them. */
    static final int SHINGLE = 8;

    private static final long BASE = 0x9E3779B97F4A7C15L;

    /**
     * Where a copied word stands first.
     *
     * @param noteId the earliest note that has the passage
     * @param begin first character of the word there
     */
    public record Original(String noteId, int begin) {}

    /** The words {@code first..last} of a note, which stand in another from {@code original} on. */
    private record Passage(int first, int last, int source, int original) {}

    private final List<Words> notes = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<List<Passage>> passages = new ArrayList<>();

    private CopiedPassages() {}

    /**
     * Finds them.
     *
     * @param notes of one encounter in order of writing
     */
    public static CopiedPassages in(List<Note> notes) {
        CopiedPassages found = new CopiedPassages();
        ShingleTable table = new ShingleTable();
        Map<List<String>, Integer> whole = new HashMap<>();
        for (Note note : notes) {
            int number = found.notes.size();
            Words words = Words.of(note);
            found.notes.add(words);
            found.numbers.put(note.id(), number);
            Optional<Integer> same = Optional.ofNullable(whole.putIfAbsent(words.forms(), number));
            if (same.isPresent() && words.size() > 0) {
                found.passages.add(List.of(new Passage(0, words.size() - 1, same.get(), 0)));
            } else {
                found.passages.add(found.match(words, number, table));
            }
        }
        return found;
    }

    /** The passages of a note; adds its own shingles to the table. */
    private List<Passage> match(Words words, int number, ShingleTable table) {
        List<Passage> found = new ArrayList<>();
        long[] hashes = hashes(words);
        int at = 0;
        while (at < hashes.length) {
            long place = table.get(hashes[at]);
            int length = place == ShingleTable.NONE ? 0 : sameWords(words, at, place);
            if (length >= SHINGLE) {
                found.add(new Passage(at, at + length - 1, ShingleTable.note(place), ShingleTable.word(place)));
                at += length;
            } else {
                at++;
            }
        }
        for (int i = 0; i < hashes.length; i++) {
            table.putIfAbsent(hashes[i], number, i);
        }
        return found;
    }

    private int sameWords(Words words, int at, long place) {
        Words source = notes.get(ShingleTable.note(place));
        int from = ShingleTable.word(place);
        int length = 0;
        while (at + length < words.size()
                && from + length < source.size()
                && words.form(at + length).equals(source.form(from + length))) {
            length++;
        }
        return length;
    }

    /** A polynomial rolled over the words: one multiplication a word. */
    private static long[] hashes(Words words) {
        long[] hashes = new long[Math.max(0, words.size() - SHINGLE + 1)];
        long power = 1;
        for (int i = 0; i < SHINGLE; i++) {
            power *= BASE;
        }
        long rolling = 0;
        for (int i = 0; i < words.size(); i++) {
            rolling = rolling * BASE + words.form(i).hashCode();
            rolling -= i >= SHINGLE ? power * words.form(i - SHINGLE).hashCode() : 0;
            if (i >= SHINGLE - 1) {
                hashes[i - SHINGLE + 1] = rolling;
            }
        }
        return hashes;
    }

    /** Whether no note has anything of another. */
    public boolean isEmpty() {
        return passages.stream().allMatch(List::isEmpty);
    }

    /** Where a span stands first, if it lies within a passage copied from an earlier note. */
    public Optional<Original> original(Evidence span) {
        int number = numbers.getOrDefault(span.noteId(), -1);
        if (number < 0) {
            return Optional.empty();
        }
        Words words = notes.get(number);
        int word = words.wordAt(span.begin());
        Optional<Passage> passage = passageOf(passages.get(number), word);
        return passage.filter(found -> span.end() <= words.end(found.last())).map(found -> {
            Words source = notes.get(found.source());
            return new Original(source.note().id(), source.begin(found.original() + word - found.first()));
        });
    }

    private static Optional<Passage> passageOf(List<Passage> passages, int word) {
        int low = 0;
        int high = passages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Passage passage = passages.get(middle);
            if (word < passage.first()) {
                high = middle - 1;
            } else if (word > passage.last()) {
                low = middle + 1;
            } else {
                return Optional.of(passage);
            }
        }
        return Optional.empty();
    }
}
