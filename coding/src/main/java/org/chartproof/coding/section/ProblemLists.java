package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartproof.coding.data.DataFile;

/**
 * Lists of problems that stand under no header of their own: numbered beneath the title of a discharge summary, or as the headings of a
 * hospital course that goes problem by problem ("# HTN - 150s on arrival"). Each item's first sentence names what its author treated, and
 * so is a conclusion; what follows it on the line is the story. In a discharge summary conclusions are those at discharge (II, III).
 */
final class ProblemLists {

    private static final String TITLES = "discharge-titles.tsv";

    /** A title is no longer. */
    private static final int FARTHEST_TITLE = 160;

    /** "DISCHARGE 3/21/26". */
    private static final List<String> TITLE_BEGINNINGS = List.of("discharge ", "disch ", "dc ", "d/c ");

    /** A single numbered or marked line is no list. */
    private static final int FEWEST_ITEMS = 2;

    private final List<String> titles = DataFile.read(TITLES, 1).stream()
            .map(row -> row.column(0).toLowerCase(Locale.ROOT))
            .toList();

    /** The same sections, where lists of problems are sections of conclusions. */
    List<Section> setApart(String text, List<Section> sections) {
        boolean atDischarge = isDischargeSummary(text);
        SectionKind conclusion = atDischarge ? SectionKind.DISCHARGE_DIAGNOSIS : SectionKind.ASSESSMENT;
        List<Section> parted = new ArrayList<>();
        for (Section section : sections) {
            if (section.kind() == SectionKind.ASSESSMENT) {
                parted.add(new Section(conclusion, section.begin(), section.end()));
            } else if (section.kind() == SectionKind.OTHER || section.kind() == SectionKind.HOSPITAL_COURSE) {
                part(text, section, conclusion, parted);
            } else {
                parted.add(section);
            }
        }
        return parted;
    }

    private boolean isDischargeSummary(String text) {
        String head = text.substring(0, Math.min(text.length(), FARTHEST_TITLE)).stripLeading();
        int lineEnd = head.indexOf('\n');
        String line = lineEnd < 0 ? head : head.substring(0, lineEnd);
        String first = line.toLowerCase(Locale.ROOT) + ' ';
        return TITLE_BEGINNINGS.stream().anyMatch(first::startsWith)
                || titles.stream().anyMatch(first::contains);
    }

    private static void part(String text, Section section, SectionKind conclusion, List<Section> parted) {
        List<Integer> items = items(text, section);
        if (items.size() < FEWEST_ITEMS) {
            parted.add(section);
            return;
        }
        int begin = section.begin();
        for (int item : items) {
            int end = Math.min(firstSentenceEnd(text, item), section.end());
            if (item > begin) {
                parted.add(new Section(section.kind(), begin, item));
            }
            parted.add(new Section(conclusion, item, end));
            begin = end;
        }
        if (section.end() > begin) {
            parted.add(new Section(section.kind(), begin, section.end()));
        }
    }

    /** Where the lines of a list begin: "# " each, or numbers from 1 on. */
    private static List<Integer> items(String text, Section section) {
        List<Integer> items = new ArrayList<>();
        int number = 0;
        int at = section.begin();
        while (at < section.end()) {
            boolean lineBegins = at == 0 || text.charAt(at - 1) == '\n';
            if (lineBegins) {
                int head = Headers.skipBlanks(text, at);
                if (head < section.end() && isMarked(text, head)) {
                    items.add(at);
                } else if (head < section.end() && isNumbered(text, head, number + 1)) {
                    items.add(at);
                    number = lastNumber(text, head, number + 1);
                }
            }
            int next = text.indexOf('\n', at);
            at = next < 0 ? section.end() : next + 1;
        }
        return items;
    }

    private static boolean isMarked(String text, int at) {
        int next = at + 1;
        if (text.charAt(at) != '#' || next >= text.length()) {
            return false;
        }
        int digits = next;
        while (digits < text.length() && digits < next + 2 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits > next && digits < text.length() && ".): ".indexOf(text.charAt(digits)) >= 0) {
            // "#1 effusion": a number makes it no less a mark.
            next = digits + 1;
        }
        char first = text.charAt(Headers.skipBlanks(text, next) < text.length() ? Headers.skipBlanks(text, next) : at);
        return Character.isLetter(first);
    }

    /** Whether a line begins with the number that comes next: "3. ", "3) ". */
    private static boolean isNumbered(String text, int at, int number) {
        String digits = Integer.toString(number);
        int mark = at + digits.length();
        return text.startsWith(digits, at)
                && mark + 1 < text.length()
                && (text.charAt(mark) == '.' || text.charAt(mark) == ')')
                && !Character.isDigit(text.charAt(mark + 1));
    }

    /** The number of the last item that begins on the same line: "4. HTN  5. HL". */
    private static int lastNumber(String text, int at, int number) {
        int last = number;
        int lineEnd = text.indexOf('\n', at);
        int end = lineEnd < 0 ? text.length() : lineEnd;
        for (int i = at + 1; i < end; i++) {
            if (text.charAt(i - 1) == ' ' && isNumbered(text, i, last + 1)) {
                last++;
            }
        }
        return last;
    }

    /** One past the full stop that ends the first sentence of a line, or the line's end; a number's stop ends none. */
    private static int firstSentenceEnd(String text, int begin) {
        int at = begin;
        while (at < text.length() && text.charAt(at) != '\n') {
            boolean stops = text.charAt(at) == '.'
                    && at + 2 < text.length()
                    && text.charAt(at + 1) == ' '
                    && !Character.isLowerCase(text.charAt(at + 2))
                    && at > begin
                    && !Character.isDigit(text.charAt(at - 1));
            if (stops) {
                return at + 1;
            }
            at++;
        }
        return at;
    }
}
