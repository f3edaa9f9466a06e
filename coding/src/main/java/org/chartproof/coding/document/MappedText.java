package org.chartproof.coding.document;

import java.util.Arrays;

/** Text that is being put together, each character with its position in the source. */
final class MappedText {

    private final StringBuilder text = new StringBuilder();
    private int[] starts = new int[16];
    private int[] sources = new int[16];
    private int runs;
    private int next = -1;

    /** A text that is its own source. */
    static MappedText of(String text) {
        MappedText mapped = new MappedText();
        mapped.text.append(text);
        mapped.begin(0, 0);
        return mapped;
    }

    void append(char c, int source) {
        if (source != next) {
            begin(text.length(), source);
        }
        text.append(c);
        next = source + 1;
    }

    /** Words of running text: white space of any kind and length is one blank, and none at the start of a line. */
    void appendFlowing(char c, int source) {
        boolean blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000b';
        if (!blank) {
            append(c, source);
        } else if (!text.isEmpty() && !Character.isWhitespace(last())) {
            append(' ', source);
        }
    }

    /** Ends the line, if it is not empty. */
    void breakLine(int source) {
        if (!text.isEmpty() && last() != '\n') {
            append('\n', source);
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean isBlank() {
        return text.chars().allMatch(Character::isWhitespace);
    }

    int length() {
        return text.length();
    }

    char charAt(int offset) {
        return text.charAt(offset);
    }

    char last() {
        return text.charAt(text.length() - 1);
    }

    int source(int offset) {
        return SourceMap.sourceOf(offset, starts, sources, runs);
    }

    /** Takes characters off the end. */
    void truncate(int length) {
        text.setLength(length);
        while (runs > 0 && starts[runs - 1] >= length) {
            runs--;
        }
        next = -1;
    }

    String text() {
        return text.toString();
    }

    SourceMap map(SourceMap.Places places) {
        return new SourceMap(Arrays.copyOf(starts, runs), Arrays.copyOf(sources, runs), text.length(), places);
    }

    private void begin(int start, int source) {
        if (runs == starts.length) {
            starts = Arrays.copyOf(starts, runs * 2);
            sources = Arrays.copyOf(sources, runs * 2);
        }
        starts[runs] = start;
        sources[runs++] = source;
    }
}
