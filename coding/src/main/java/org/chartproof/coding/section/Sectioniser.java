package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.section.Headers.Found;
import org.chartproof.coding.section.Headers.Place;
import org.chartproof.coding.section.SectionKind.Weight;

/**
 * Finds the headers of a note: a known header alone on its line, before a colon or a dash at the beginning of a line or of a sentence
 * ("PMH: asthma. FH: none."), in capitals before text ("ALLERGIES penicillin"), with one slip of the pen. Reads the text once. Where
 * there is no header at all, the classifier is asked for each paragraph.
 */
public final class Sectioniser {

    /** Letters that a line in capitals must have to be taken for a header that the table does not know. */
    private static final int FEWEST_CAPITALS = 4;

    /** What is told in a line or two; what comes after an empty line is another matter. */
    private static final Set<SectionKind> LISTED = EnumSet.of(
            SectionKind.FAMILY_HISTORY,
            SectionKind.MEDICATIONS,
            SectionKind.PROCEDURES,
            SectionKind.LABORATORY,
            SectionKind.IMAGING,
            SectionKind.VITAL_SIGNS,
            SectionKind.IMMUNIZATIONS,
            SectionKind.SOCIAL_HISTORY);

    private final Headers headers = new Headers();
    private final Paragraphs paragraphs = new Paragraphs();
    private final ProblemLists problemLists = new ProblemLists();

    /** The sections of a text, in order, covering all of it but the headers. */
    public List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        SectionKind kind = SectionKind.OTHER;
        int begin = 0;
        int lineHead = lineHead(text, 0);
        int at = 0;
        Ends ends = new Ends(text);
        int ownEnd = Integer.MAX_VALUE;
        while (at < text.length()) {
            if (at >= ownEnd) {
                add(sections, kind, begin, at);
                kind = SectionKind.OTHER;
                begin = at;
                ownEnd = Integer.MAX_VALUE;
            }
            char here = text.charAt(at);
            if (here == '\n') {
                at++;
                lineHead = lineHead(text, at);
                continue;
            }
            boolean wordBegins =
                    Character.isLetter(here) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
            Optional<Found> found = wordBegins ? header(text, at, lineHead) : Optional.empty();
            if (found.isPresent()) {
                add(sections, kind, begin, at == lineHead ? lineBegin(text, at) : at);
                kind = assessedBeforeOperation(text, found.get());
                begin = found.get().end();
                at = begin;
                ownEnd = ownEnd(text, ends, kind, begin);
            } else if (at == lineHead && endsAtUnknownHeader(kind) && isUnknownHeader(text, at)) {
                add(sections, kind, begin, at);
                kind = SectionKind.OTHER;
                begin = at;
                at++;
            } else {
                at++;
            }
        }
        boolean any = begin > 0;
        add(sections, kind, begin, text.length());
        return problemLists.setApart(text, any ? sections : paragraphs.sections(text));
    }

    /** "Preop: BP 128/80, obesity": what is measured before an operation is no diagnosis before study, nor is what follows. */
    private static SectionKind assessedBeforeOperation(String text, Found header) {
        int first = Headers.skipBlanks(text, header.end());
        boolean measured =
                text.startsWith("BP ", first) || text.startsWith("VS", first) || text.startsWith("Vitals", first);
        return header.kind() == SectionKind.PREOPERATIVE_DIAGNOSIS && measured ? SectionKind.OTHER : header.kind();
    }

    /**
     * Where a section that began within a line ends though no header follows: what relatives have, drugs, procedures, results and
     * allergies at an empty line; allergies at the end of their sentence too ("Allergies NKDA. Never smoker."). Farther than any text where nothing ends it.
     */
    private static int ownEnd(String text, Ends ends, SectionKind kind, int begin) {
        int first = Headers.skipBlanks(text, begin);
        boolean listed = LISTED.contains(kind)
                || kind == SectionKind.SOCIAL_HISTORY
                || kind.weight() == SectionKind.Weight.FAMILY
                || kind.weight() == SectionKind.Weight.HISTORY;
        if (first == text.length() || text.charAt(first) == '\n' || !listed && kind != SectionKind.ALLERGIES) {
            return Integer.MAX_VALUE;
        }
        int end = ends.next(End.EMPTY_LINE, first);
        if (kind == SectionKind.SOCIAL_HISTORY) {
            // "EtOH: CIWA, mild withdrawal" says nothing of the line below.
            end = Math.min(end, ends.next(End.NEW_LINE, first));
        }
        return listed ? end : Math.min(end, ends.next(End.SENTENCE, first));
    }

    /** What a part of a text can end with. */
    private enum End {
        EMPTY_LINE,
        NEW_LINE,
        SENTENCE;

        boolean isAt(String text, int at) {
            char here = text.charAt(at);
            char next = text.charAt(at + 1);
            return switch (this) {
                case EMPTY_LINE -> here == '\n' && next == '\n';
                case NEW_LINE -> here == '\n' && Character.isUpperCase(next);
                case SENTENCE ->
                    here == '.' && next == ' ' && at + 2 < text.length() && Character.isUpperCase(text.charAt(at + 2));
            };
        }
    }

    /** The ends in a text, each looked for once however many headers ask for it. */
    private static final class Ends {
        private final String text;
        private final Map<End, Integer> found = new EnumMap<>(End.class);

        Ends(String text) {
            this.text = text;
        }

        /** The place behind the first end of a kind at a character or behind it; farther than any text if there is none. */
        int next(End kind, int from) {
            int known = found.getOrDefault(kind, 0);
            if (known > from) {
                return known;
            }
            int at = from;
            while (at + 1 < text.length() && !kind.isAt(text, at)) {
                at++;
            }
            int next = at + 1 < text.length() ? at + 1 : Integer.MAX_VALUE;
            found.put(kind, next);
            return next;
        }
    }

    private Optional<Found> header(String text, int at, int lineHead) {
        if (at == lineHead) {
            return headers.at(text, at, Place.LINE);
        }
        char before = text.charAt(at - 1);
        if (before != ' ' && before != '\t') {
            return Optional.empty();
        }
        char end = at >= 2 ? text.charAt(at - 2) : ' ';
        if (end == '/' && at >= 3 && Character.isLetter(text.charAt(at - 3))) {
            // "low but w/ FH": no list parted by slashes.
            return Optional.empty();
        }
        if (end == '.' || end == ';' || end == ')' || end == '/' || end == '|' || end == ' ' || end == '\t') {
            return headers.at(text, at, Place.SENTENCE);
        }
        return Character.isUpperCase(text.charAt(at)) ? headers.at(text, at, Place.WORD) : Optional.empty();
    }

    /** Where the words of a line begin, behind blanks, bullets, ornaments and its number. */
    private static int lineHead(String text, int lineBegin) {
        int at = lineBegin;
        while (at < text.length() && " \t#*=_->\u2022\u00b7".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int digits = at;
        while (digits < text.length() && digits - at < 2 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits > at && digits < text.length() && (text.charAt(digits) == '.' || text.charAt(digits) == ')')) {
            return Headers.skipBlanks(text, digits + 1);
        }
        return at;
    }

    private static int lineBegin(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** What relatives have, drugs, allergies and instructions go no further than their section; an assessment has headings within. */
    private static boolean endsAtUnknownHeader(SectionKind kind) {
        return kind.weight() == Weight.FAMILY || kind.weight() == Weight.NONE;
    }

    /** "EMERGENCY CONTACT:", or a line in capitals alone. */
    private static boolean isUnknownHeader(String text, int begin) {
        int letters = 0;
        int at = begin;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ':') {
            char here = text.charAt(at);
            if (Character.isLowerCase(here) || Character.isDigit(here) || here == ',' || here == '.') {
                return false;
            }
            letters += Character.isLetter(here) ? 1 : 0;
            at++;
        }
        return letters >= FEWEST_CAPITALS && at < text.length() && text.charAt(at) == ':';
    }

    private static void add(List<Section> sections, SectionKind kind, int begin, int end) {
        if (end > begin) {
            sections.add(new Section(kind, begin, end));
        }
    }
}
