package org.chartproof.coding.token;

/**
 * A word or a punctuation mark.
 *
 * @param begin first character in the note's text
 * @param end one past the last
 * @param form the normal form that words are compared in; a punctuation mark stands for itself
 * @param kind word or mark
 * @param capitals whether it is written in capitals throughout, but for the s of a plural
 */
public record Token(int begin, int end, String form, Kind kind, boolean capitals) {

    /** Word or mark. */
    public enum Kind {
        WORD,
        /** A mark that ends no phrase: hyphen, slash, apostrophe. */
        JOINER,
        /** Any other mark. */
        MARK,
        /** The end of a line. */
        LINE_END
    }

    /** Whether it is a word. */
    public boolean isWord() {
        return kind == Kind.WORD;
    }
}
