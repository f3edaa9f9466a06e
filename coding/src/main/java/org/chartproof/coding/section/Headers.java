package org.chartproof.coding.section;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * The table of headers, as a trie over words and the marks that join them ({@code a/p}, {@code x-ray}): at each place of a text the longest
 * phrase, if what follows it says that it is a header.
 */
final class Headers {

    private static final String FILE = "headers.tsv";
    private static final String WITHOUT_COLON = "headers-without-colon.tsv";
    private static final int LONGEST_PARENTHESIS = 40;
    private static final int LONGEST_DATE = 10;
    private static final int LONGEST_MISSPELT_LINE_HEAD = 40;

    /** A shorter phrase is not taken for a misspelt one. */
    private static final int SHORTEST_MISSPELT = 8;

    /** A shorter word in capitals can be an abbreviation that begins a sentence. */
    private static final int SHORTEST_IN_CAPITALS = 4;

    private static final int BEGINNINGS = 1 << 12;

    /** A node of the trie. */
    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private @Nullable SectionKind kind;
        private boolean withoutColon;
    }

    /**
     * A header in a text.
     *
     * @param kind of the section that it begins
     * @param end one past its last character, colon included
     */
    record Found(SectionKind kind, int end) {}

    /** How what stands before a place lets a header begin there. */
    enum Place {
        /** First on its line, but for numbers and ornaments. */
        LINE,
        /** After a full stop, a semicolon, a bracket or a wide gap. */
        SENTENCE,
        /** After a word. */
        WORD
    }

    private final Node root = new Node();

    /** The words and marks that phrases begin with, by their first two letters and length: tells most that begin none. */
    private final BitSet beginnings = new BitSet(BEGINNINGS);

    private final Map<Character, Set<String>> longPhrases = new HashMap<>();

    Headers() {
        for (DataFile.Row row : DataFile.read(FILE, 2)) {
            Node node = node(row.column(0));
            node.kind = row.value(1, SectionKind.class);
            beginnings.set(beginning(row.column(0), 0, pieceEnd(row.column(0), 0)));
            String phrase = row.column(0).toLowerCase(Locale.ROOT);
            if (phrase.length() >= SHORTEST_MISSPELT) {
                longPhrases
                        .computeIfAbsent(phrase.charAt(0), none -> new HashSet<>())
                        .add(phrase);
            }
        }
        for (DataFile.Row row : DataFile.read(WITHOUT_COLON, 1)) {
            Node node = node(row.column(0));
            if (node.kind == null) {
                throw row.error("is not in " + FILE);
            }
            node.withoutColon = true;
        }
    }

    private Node node(String phrase) {
        Node node = root;
        int at = 0;
        while (at < phrase.length()) {
            int end = pieceEnd(phrase, at);
            if (!Character.isWhitespace(phrase.charAt(at))) {
                node = node.next.computeIfAbsent(
                        phrase.substring(at, end).toLowerCase(Locale.ROOT), none -> new Node());
            }
            at = end;
        }
        return node;
    }

    private static int beginning(String text, int begin, int end) {
        int first = Character.toLowerCase(text.charAt(begin));
        int second = end - begin > 1 ? Character.toLowerCase(text.charAt(begin + 1)) : 0;
        return (first * 31 + second) * 31 + end - begin & BEGINNINGS - 1;
    }

    /** The longest header that begins at a letter; empty if none does. */
    Optional<Found> at(String text, int begin, Place place) {
        Found longest =
                beginnings.get(beginning(text, begin, pieceEnd(text, begin))) ? longest(text, begin, place) : null;
        if (longest == null && place == Place.LINE) {
            return misspelt(text, begin);
        }
        return Optional.ofNullable(longest);
    }

    private @Nullable Found longest(String text, int begin, Place place) {
        Found longest = null;
        Node node = root;
        int at = begin;
        while (at < text.length()) {
            int end = pieceEnd(text, at);
            node = node.next.get(text.substring(at, end).toLowerCase(Locale.ROOT));
            if (node == null) {
                break;
            }
            if (node.kind != null) {
                int after = header(text, begin, end, node, place);
                longest = after > 0 ? new Found(node.kind, after) : longest;
            }
            at = skipBlanks(text, end);
        }
        return longest;
    }

    /** Where the text of a section begins if a phrase is its header; -1 if it is none. */
    private static int header(String text, int begin, int phraseEnd, Node node, Place place) {
        boolean measured = node.kind == SectionKind.IMAGING || node.kind == SectionKind.LABORATORY;
        int end = skipParenthesis(text, phraseEnd);
        int dated = measured ? skipDate(text, end) : end;
        int mark = skipBlanks(text, skipEmphasis(text, dated));
        if (mark < text.length() && text.charAt(mark) == ':') {
            boolean fits =
                    place != Place.WORD || phraseEnd - begin > 1 && inCapitals(text, begin, phraseEnd) && !measured;
            return fits ? mark + 1 : -1;
        }
        if (place == Place.LINE) {
            int lineEnd = skipOrnaments(text, mark);
            if (lineEnd == text.length() || text.charAt(lineEnd) == '\n') {
                return lineEnd;
            }
            if (phraseEnd - begin > 2 && isDash(text, mark) && mark > end) {
                return skipOrnaments(text, mark);
            }
        }
        return isWithoutColon(text, begin, phraseEnd, node, place) ? phraseEnd : -1;
    }

    /** "PMH asthma, eczema", "ALLERGIES penicillin": in capitals, where the rest of the line is not. */
    private static boolean isWithoutColon(String text, int begin, int phraseEnd, Node node, Place place) {
        boolean wordFollows = phraseEnd + 1 < text.length()
                && text.charAt(phraseEnd) == ' '
                && Character.isLetterOrDigit(text.charAt(phraseEnd + 1));
        if (!wordFollows || place == Place.WORD || !Character.isUpperCase(text.charAt(begin))) {
            return false;
        }
        if (node.withoutColon) {
            return phraseEnd - begin < SHORTEST_IN_CAPITALS
                    ? !Character.isLowerCase(text.charAt(begin + 1))
                    : place == Place.LINE || inCapitals(text, begin, phraseEnd);
        }
        return place == Place.LINE
                && phraseEnd - begin >= SHORTEST_IN_CAPITALS
                && inCapitals(text, begin, phraseEnd)
                && hasSmallLetters(text, phraseEnd);
    }

    private Optional<Found> misspelt(String text, int begin) {
        int colon = begin;
        while (colon < text.length() && text.charAt(colon) != ':' && text.charAt(colon) != '\n') {
            colon++;
        }
        int length = colon - begin;
        boolean like = colon < text.length()
                && text.charAt(colon) == ':'
                && length >= SHORTEST_MISSPELT - 1
                && length <= LONGEST_MISSPELT_LINE_HEAD;
        if (!like) {
            return Optional.empty();
        }
        String written = text.substring(begin, colon).strip().toLowerCase(Locale.ROOT);
        return longPhrases.getOrDefault(written.charAt(0), Set.of()).stream()
                .filter(phrase -> withinOneSlip(written, phrase))
                .sorted()
                .findFirst()
                .map(phrase -> node(phrase).kind)
                .map(kind -> new Found(kind, written.length() + begin + 1));
    }

    /** Whether one letter more, less or other, or two that changed places, make one phrase of the other. */
    private static boolean withinOneSlip(String written, String phrase) {
        int longer = Math.max(written.length(), phrase.length());
        if (longer - Math.min(written.length(), phrase.length()) > 1) {
            return false;
        }
        int front = 0;
        while (front < Math.min(written.length(), phrase.length()) && written.charAt(front) == phrase.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < Math.min(written.length(), phrase.length()) - front
                && written.charAt(written.length() - 1 - back) == phrase.charAt(phrase.length() - 1 - back)) {
            back++;
        }
        int differing = longer - front - back;
        boolean swapped = differing == 2
                && written.length() == phrase.length()
                && written.charAt(front) == phrase.charAt(front + 1)
                && written.charAt(front + 1) == phrase.charAt(front);
        return differing <= 1 || swapped;
    }

    /** A word is letters and digits; every other mark but a blank stands alone. */
    private static int pieceEnd(String text, int at) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end == at ? at + 1 : end;
    }

    static int skipBlanks(String text, int at) {
        int end = at;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    /** "**HPI**:", "__PMH__:". */
    private static int skipEmphasis(String text, int at) {
        int end = at;
        while (end < text.length() && (text.charAt(end) == '*' || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private static int skipParenthesis(String text, int at) {
        int open = skipBlanks(text, at);
        if (open == text.length() || text.charAt(open) != '(') {
            return at;
        }
        for (int end = open + 1; end < text.length() && end - open <= LONGEST_PARENTHESIS; end++) {
            if (text.charAt(end) == '\n') {
                return at;
            }
            if (text.charAt(end) == ')') {
                return end + 1;
            }
        }
        return at;
    }

    /** "Renal US 2025:", "MRI 3/30:": results say when they were had; the place itself where no date before a colon follows. */
    private static int skipDate(String text, int at) {
        int begin = skipBlanks(text, at);
        int end = begin;
        while (end < text.length() && end - begin < LONGEST_DATE && "0123456789/-.".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean colon = end > begin && end < text.length() && text.charAt(end) == ':';
        return colon && Character.isDigit(text.charAt(begin)) ? end : at;
    }

    private static int skipOrnaments(String text, int at) {
        int end = at;
        while (end < text.length() && ("#*=_- \t\r".indexOf(text.charAt(end)) >= 0 || isDash(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean isDash(String text, int at) {
        return at < text.length()
                && (text.charAt(at) == '-' || text.charAt(at) == '\u2013' || text.charAt(at) == '\u2014');
    }

    private static boolean inCapitals(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSmallLetters(String text, int begin) {
        for (int i = begin; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
