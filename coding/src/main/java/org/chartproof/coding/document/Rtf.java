package org.chartproof.coding.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The text of RTF (Rich Text Format 1.9.1) in one pass over its bytes: paragraphs and rows of tables on lines of their own, cells
 * parted by tabs. Headers, footers, hidden and deleted text are left out.
 */
final class Rtf {

    /** Groups within groups; a word processor writes some ten. */
    private static final int DEEPEST = 1000;

    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_NUMBER = 10;

    /** Groups that hold no text of the document. Those that begin with {@code \*} hold none either. */
    private static final Set<String> NOT_TEXT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "fldinst",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "xe",
            "tc",
            "rxe",
            "nonshppict");

    private static final Map<String, Character> SYMBOLS = Map.ofEntries(
            Map.entry("tab", '\t'),
            Map.entry("cell", '\t'),
            Map.entry("nestcell", '\t'),
            Map.entry("line", '\n'),
            Map.entry("emdash", '\u2014'),
            Map.entry("endash", '\u2013'),
            Map.entry("lquote", '\u2018'),
            Map.entry("rquote", '\u2019'),
            Map.entry("ldblquote", '\u201c'),
            Map.entry("rdblquote", '\u201d'),
            Map.entry("bullet", '\u2022'),
            Map.entry("emspace", ' '),
            Map.entry("enspace", ' '));

    private static final Set<String> PARAGRAPH_ENDS = Set.of("par", "sect", "page", "row", "nestrow");

    /** A font's {@code fcharset} and the code page that its bytes are in. */
    private static final Map<Integer, String> CODE_PAGES = Map.ofEntries(
            Map.entry(128, "windows-31j"),
            Map.entry(129, "x-windows-949"),
            Map.entry(134, "GBK"),
            Map.entry(136, "Big5"),
            Map.entry(161, "windows-1253"),
            Map.entry(162, "windows-1254"),
            Map.entry(163, "windows-1258"),
            Map.entry(177, "windows-1255"),
            Map.entry(178, "windows-1256"),
            Map.entry(186, "windows-1257"),
            Map.entry(204, "windows-1251"),
            Map.entry(222, "x-windows-874"),
            Map.entry(238, "windows-1250"));

    /** What a group takes over from the one around it. */
    private record State(boolean silent, boolean fonts, int font, int unicodeSkip) {
        State silenced() {
            return new State(true, fonts, font, unicodeSkip);
        }
    }

    private final byte[] in;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final Map<Integer, Charset> charsets = new HashMap<>();
    private final Deque<State> outer = new ArrayDeque<>();
    private Charset ansi = Charset.forName("windows-1252");
    private State state = new State(false, false, -1, 1);
    private int skip;
    private int at;
    private int[] paragraphs = new int[64];
    private int count = 1;

    private Rtf(byte[] in) {
        this.in = in;
    }

    static Reading read(byte[] content) {
        Rtf rtf = new Rtf(content);
        while (rtf.at < content.length) {
            rtf.step();
            if (rtf.outer.size() > DEEPEST) {
                return new Reading.Unreadable("The RTF is nested too deep.");
            }
        }
        rtf.flush();
        // Some writers leave out the last brace. More than that means that the end of the note is missing.
        if (rtf.outer.size() > 1) {
            return new Reading.Unreadable("The RTF is cut off.");
        }
        int[] starts = Arrays.copyOf(rtf.paragraphs, rtf.count);
        return DocumentReader.found(MappedText.of(rtf.text.toString()), position -> paragraph(starts, position));
    }

    private static SourcePlace paragraph(int[] starts, int position) {
        int found = Arrays.binarySearch(starts, position);
        int paragraph = found >= 0 ? found : -found - 2;
        return new SourcePlace.InParagraph(paragraph + 1, position - starts[paragraph]);
    }

    private void step() {
        byte c = in[at++];
        switch (c) {
            case '{' -> {
                flush();
                outer.push(state);
            }
            case '}' -> {
                flush();
                if (!outer.isEmpty()) {
                    state = outer.pop();
                }
                skip = 0;
            }
            case '\\' -> control();
            case '\r', '\n', 0 -> {}
            default -> encoded(c);
        }
    }

    private void control() {
        if (at >= in.length) {
            return;
        }
        byte c = in[at];
        if (isLetter(c)) {
            word();
            return;
        }
        at++;
        switch (c) {
            case '\'' -> hexadecimal();
            case '*' -> state = state.silenced();
            case '~' -> put(' ');
            case '_' -> put('-');
            case '\\', '{', '}' -> encoded(c);
            case '\r', '\n' -> endParagraph();
            default -> {}
        }
    }

    private void hexadecimal() {
        int high = at < in.length ? Character.digit(in[at], 16) : -1;
        int low = at + 1 < in.length ? Character.digit(in[at + 1], 16) : -1;
        if (high >= 0 && low >= 0) {
            at += 2;
            encoded((byte) (high * 16 + low));
        }
    }

    private void word() {
        int begin = at;
        while (at < in.length && isLetter(in[at]) && at - begin < LONGEST_WORD) {
            at++;
        }
        String word = new String(in, begin, at - begin, java.nio.charset.StandardCharsets.US_ASCII);
        int numberBegin = at;
        if (at < in.length && in[at] == '-') {
            at++;
        }
        long number = 0;
        int digits = 0;
        while (at < in.length && in[at] >= '0' && in[at] <= '9' && digits < LONGEST_NUMBER) {
            number = number * 10 + in[at++] - '0';
            digits++;
        }
        if (digits == 0) {
            at = numberBegin;
        } else if (in[numberBegin] == '-') {
            number = -number;
        }
        if (at < in.length && in[at] == ' ') {
            at++;
        }
        obey(word, digits > 0, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
    }

    private void obey(String word, boolean numbered, int number) {
        boolean on = !numbered || number != 0;
        switch (word) {
            case "u" -> unicode((char) number);
            case "uc" -> state = new State(state.silent, state.fonts, state.font, Math.max(0, Math.min(number, 100)));
            case "bin" -> at = (int) Math.min(in.length, at + (long) Math.max(0, number));
            case "ansicpg" -> ansi = codePage("windows-" + number, "Cp" + number);
            case "mac" -> ansi = codePage("x-MacRoman", "windows-1252");
            case "f" -> {
                flush();
                state = new State(state.silent, state.fonts, number, state.unicodeSkip);
            }
            case "fcharset" -> {
                if (state.fonts && CODE_PAGES.containsKey(number)) {
                    charsets.put(state.font, codePage(CODE_PAGES.get(number), "windows-1252"));
                }
            }
            case "v", "deleted" -> {
                flush();
                state = new State(on, state.fonts, state.font, state.unicodeSkip);
            }
            default -> {
                if (NOT_TEXT.contains(word)) {
                    state = new State(true, word.equals("fonttbl"), state.font, state.unicodeSkip);
                } else if (PARAGRAPH_ENDS.contains(word)) {
                    endParagraph();
                } else if (SYMBOLS.containsKey(word)) {
                    put(SYMBOLS.get(word));
                }
            }
        }
    }

    private static Charset codePage(String name, String otherwise) {
        if (PlainText.knows(name)) {
            return Charset.forName(name);
        }
        return Charset.forName(PlainText.knows(otherwise) ? otherwise : "windows-1252");
    }

    /** A character by number; as many bytes as {@code \\uc} says follow it for readers that don't know Unicode. */
    private void unicode(char c) {
        put(c);
        skip = state.unicodeSkip;
    }

    private void encoded(byte c) {
        if (skip > 0) {
            skip--;
        } else if (!state.silent) {
            encoded.write(c);
        }
    }

    private void put(char c) {
        flush();
        if (skip > 0) {
            skip--;
        } else if (!state.silent) {
            text.append(c);
        }
    }

    private void endParagraph() {
        flush();
        if (!state.silent) {
            text.append('\n');
            if (count == paragraphs.length) {
                paragraphs = Arrays.copyOf(paragraphs, count * 2);
            }
            paragraphs[count++] = text.length();
        }
    }

    /** Bytes become characters when all of a run are there: some code pages have characters of two bytes. */
    private void flush() {
        if (encoded.size() > 0) {
            text.append(encoded.toString(charsets.getOrDefault(state.font, ansi)));
            encoded.reset();
        }
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
