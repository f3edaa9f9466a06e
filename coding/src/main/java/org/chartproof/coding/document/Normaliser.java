package org.chartproof.coding.document;

import java.text.Normalizer;

/**
 * Brings text into the one form that offsets count in, in one pass: Unicode NFC, line ends as {@code \n}, no control or invisible
 * characters, no blanks at line ends, no more than two empty lines in a row.
 */
final class Normaliser {

    /** All characters before this one stand for themselves and join with none before them: NFC works between them. */
    private static final char FIRST_COMBINING = '\u0300';

    /**
     * More marks on one letter are no writing (UAX #15, Stream-Safe Text Format) but an attack: their ordering costs the square of
     * their number.
     */
    private static final int MOST_MARKS = 30;

    private static final int MOST_LINE_ENDS = 3;

    private final MappedText in;
    private final MappedText out = new MappedText();
    private boolean afterReturn;
    private int lineEnds;

    private Normaliser(MappedText in) {
        this.in = in;
    }

    /** The normalised text, each character with the source position that it has in {@code text}. */
    static MappedText normalise(MappedText text) {
        return new Normaliser(withoutInvisible(text)).run();
    }

    /** First of all: a letter and its accent may have an invisible character between them. */
    private static MappedText withoutInvisible(MappedText text) {
        int first = 0;
        while (first < text.length() && !isInvisible(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        MappedText visible = new MappedText();
        for (int at = 0; at < text.length(); at++) {
            if (!isInvisible(text.charAt(at))) {
                visible.append(text.charAt(at), text.source(at));
            }
        }
        return visible;
    }

    private MappedText run() {
        int at = 0;
        while (at < in.length()) {
            boolean alone =
                    in.charAt(at) < FIRST_COMBINING && (at + 1 == in.length() || in.charAt(at + 1) < FIRST_COMBINING);
            if (alone) {
                put(in.charAt(at), in.source(at));
                at++;
            } else {
                at = compose(at);
            }
        }
        trimLine();
        return out;
    }

    /** Puts a letter and all from FIRST_COMBINING on that follows it, in NFC; gives the offset behind them. */
    private int compose(int begin) {
        int end = begin + 1;
        while (end < in.length() && in.charAt(end) >= FIRST_COMBINING) {
            end++;
        }
        StringBuilder kept = new StringBuilder(end - begin);
        int[] offsets = new int[end - begin];
        int marks = 0;
        for (int at = begin; at < end; at++) {
            char c = in.charAt(at);
            marks = isMark(at, end) ? marks + 1 : Character.isLowSurrogate(c) && marks > 0 ? marks : 0;
            if (marks <= MOST_MARKS) {
                offsets[kept.length()] = at;
                kept.append(unpaired(at) ? '\ufffd' : c);
            }
        }
        String before = kept.toString();
        String composed = Normalizer.normalize(before, Normalizer.Form.NFC);
        int same = 0;
        while (same < Math.min(before.length(), composed.length()) && before.charAt(same) == composed.charAt(same)) {
            same++;
        }
        for (int at = 0; at < composed.length(); at++) {
            // Behind the first change the characters are counted from the end: words of other scripts mostly change
            // once.
            int fromEnd = before.length() - (composed.length() - at);
            int offset = at <= same ? Math.min(at, before.length() - 1) : Math.max(same, fromEnd);
            put(composed.charAt(at), in.source(offsets[offset]));
        }
        return end;
    }

    private boolean isMark(int at, int end) {
        char c = in.charAt(at);
        boolean pair = Character.isHighSurrogate(c) && at + 1 < end;
        int type = Character.getType(pair ? Character.toCodePoint(c, in.charAt(at + 1)) : c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private boolean unpaired(int at) {
        char c = in.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == in.length() || !Character.isLowSurrogate(in.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(in.charAt(at - 1)));
    }

    private void put(char c, int source) {
        boolean secondHalf = afterReturn && c == '\n';
        afterReturn = c == '\r';
        if (secondHalf) {
            return;
        }
        if (endsLine(c)) {
            trimLine();
            if (lineEnds < MOST_LINE_ENDS) {
                out.append('\n', source);
                lineEnds++;
            }
        } else if (isBlank(c)) {
            out.append(' ', source);
        } else {
            out.append(c, source);
            lineEnds = c == '\t' ? lineEnds : 0;
        }
    }

    private void trimLine() {
        int length = out.length();
        while (length > 0 && (out.charAt(length - 1) == ' ' || out.charAt(length - 1) == '\t')) {
            length--;
        }
        if (length < out.length()) {
            out.truncate(length);
        }
    }

    private static boolean endsLine(char c) {
        return switch (c) {
            case '\n', '\r', '\u000b', '\f', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isBlank(char c) {
        return c == ' '
                || c == '\u00a0'
                || c >= '\u2000' && c <= '\u200a'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }

    /** Control characters, soft hyphens, joiners, marks of byte order and of writing direction. */
    private static boolean isInvisible(char c) {
        return Character.isISOControl(c) && c != '\t' && !endsLine(c)
                || c == '\u00ad'
                || c >= '\u200b' && c <= '\u200f'
                || c >= '\u202a' && c <= '\u202e'
                || c == '\u2060'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\ufeff';
    }
}
