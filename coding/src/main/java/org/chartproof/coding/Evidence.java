package org.chartproof.coding;

/**
 * The words of a note that a code, or the dropping of one, rests on.
 *
 * @param noteId which note
 * @param begin first character in the normalised text
 * @param end one past the last; {@code begin < end}
 * @param words the text between them, to the letter
 */
public record Evidence(String noteId, int begin, int end, String words) {
    public Evidence {
        if (begin < 0 || end <= begin || words.length() != end - begin) {
            throw new IllegalArgumentException("evidence must quote a non-empty span: " + begin + ".." + end);
        }
    }

    /** Never the words: evidence is part of a note. */
    @Override
    public String toString() {
        return "Evidence[" + noteId + " " + begin + ".." + end + "]";
    }
}
