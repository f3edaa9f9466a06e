package org.chartproof.coding.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.PhraseTable;
import org.chartproof.coding.token.PhraseTable.Said;
import org.chartproof.coding.token.Token;

/**
 * Whether a sentence says that what it mentions arose during the stay (Guidelines, appendix I): by words ("hospital acquired",
 * "postop"), by the day of the stay ("HD3", "POD2", "on day 2"), or by a date after that of the admission ("found 11/15").
 */
final class Onset {

    private static final String FILE = "onset.tsv";

    /** The date of admission stands in the head of a note. */
    private static final int HEAD = 60;

    /** How many tokens a date stands from what it is the date of. */
    private static final int NEAR = 6;

    /** What began on the first day or was found on the second may have come with the patient. */
    private static final int EARLIEST_DAY = 2;

    private static final Set<String> ADMISSION = Set.of("adm", "admit", "admitted", "admission", "doa");

    /** A date after one of these is of something else: of its end, or of what was done. */
    private static final Set<String> OTHER_EVENT = Set.of(
            "p", "resolved", "cleared", "extubated", "removed", "until", "through", "discharged", "closed", "to");

    private static final Set<String> ENDS =
            Set.of("by", "out", "off", "gone", "back", "normal", "baseline", "clear", "stopped");

    private static final Set<String> ON = Set.of("on", "noted", "found", "developed", "new", "began", "started");

    private enum Says {
        BEGAN,
        PRESENT
    }

    /** The phrases of the table. */
    static final class Words {
        private final PhraseTable<Says> phrases = new PhraseTable<>();

        Words() {
            for (DataFile.Row row : DataFile.read(FILE, 2)) {
                phrases.add(row.column(0), row.value(1, Says.class));
            }
        }
    }

    /** What a sentence says of all that it mentions. */
    record OfSentence(boolean began, boolean present, List<Integer> laterDates) {
        static final OfSentence NOTHING = new OfSentence(false, false, List.of());
    }

    private final Words words;
    private final OptionalInt admission;

    Onset(Words words, List<Sentence> sentences) {
        this.words = words;
        this.admission = admission(sentences);
    }

    OfSentence of(Sentence sentence) {
        if (tellsBefore(sentence.section().kind())) {
            return OfSentence.NOTHING;
        }
        boolean course = sentence.section().kind() == SectionKind.HOSPITAL_COURSE
                || sentence.section().kind() == SectionKind.INTERVAL_HISTORY;
        List<Token> tokens = sentence.tokens();
        boolean began = false;
        boolean present = false;
        List<Integer> dates = new ArrayList<>(1);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isWord()) {
                continue;
            }
            began |= isDayOfStay(tokens, i) && !isEnd(tokens, i)
                    || course && token.form().equals("developed");
            for (Said<Says> said : words.phrases.at(tokens, i)) {
                began |= said.says() == Says.BEGAN;
                present |= said.says() == Says.PRESENT;
            }
            if (admission.isPresent() && isLater(tokens, i)) {
                dates.add(i);
            }
        }
        return new OfSentence(began && !present, present, dates);
    }

    /** Whether what stands at the tokens {@code first..last} arose during the stay. */
    static boolean began(OfSentence said, Sentence sentence, int first, int last) {
        if (said.began() || said.present()) {
            return said.began();
        }
        for (int date : said.laterDates()) {
            boolean beside = date > last ? date - last <= NEAR : first - date <= NEAR + 3 && first > date;
            if (beside && !otherEventBetween(sentence.tokens(), date, first, last)) {
                return true;
            }
        }
        return false;
    }

    private static boolean otherEventBetween(List<Token> tokens, int date, int first, int last) {
        int from = date > last ? last + 1 : date + 3;
        int to = date > last ? date : first;
        for (int i = from; i < to; i++) {
            String form = tokens.get(i).form();
            if (OTHER_EVENT.contains(form) || form.equals(".") || form.equals(";")) {
                return true;
            }
        }
        return false;
    }

    private static boolean tellsBefore(SectionKind kind) {
        return switch (kind) {
            case CHIEF_COMPLAINT, HISTORY_OF_PRESENT_ILLNESS, ADMISSION_DIAGNOSIS, INDICATION -> true;
            default -> kind.tellsThePast();
        };
    }

    /** "HD3", "HD 4", "POD#2", "on day 2", "hospital day 3": not the day on which the patient came. */
    private static boolean isDayOfStay(List<Token> tokens, int at) {
        String form = tokens.get(at).form();
        if ("phd".indexOf(form.charAt(0)) < 0) {
            return false;
        }
        if (form.startsWith("pod") || form.startsWith("ppd")) {
            return number(form.substring(3)) >= 0 || form.equals("pod") && numberFollows(tokens, at) >= 0;
        }
        if (form.startsWith("hd")) {
            return number(form.substring(2)) >= EARLIEST_DAY
                    || form.length() == 2 && numberFollows(tokens, at) >= EARLIEST_DAY && !isDialysis(tokens, at);
        }
        boolean day = form.equals("day") && at > 0;
        String before = day ? tokens.get(at - 1).form() : "";
        return day
                && (before.equals("on") || before.equals("hospital") || before.equals("postoperative"))
                && numberFollows(tokens, at) >= EARLIEST_DAY;
    }

    /** "Resolved HD3", "off O2 by HD 4": the day on which it ended. */
    private static boolean isEnd(List<Token> tokens, int at) {
        for (int i = Math.max(0, at - 2); i < at; i++) {
            String form = tokens.get(i).form();
            if (OTHER_EVENT.contains(form) || ENDS.contains(form)) {
                return true;
            }
        }
        return false;
    }

    /** "HD 3 times a week". */
    private static boolean isDialysis(List<Token> tokens, int at) {
        return at + 2 < tokens.size()
                && (tokens.get(at + 2).form().startsWith("time")
                        || tokens.get(at + 2).form().equals("x"));
    }

    private static int numberFollows(List<Token> tokens, int at) {
        int next = at + 1;
        while (next < tokens.size() && !tokens.get(next).isWord()) {
            if (next > at + 1) {
                return -1;
            }
            next++;
        }
        return next < tokens.size() ? number(tokens.get(next).form()) : -1;
    }

    private static int number(String form) {
        if (form.isEmpty() || form.length() > 2) {
            return -1;
        }
        for (int i = 0; i < form.length(); i++) {
            if (!Character.isDigit(form.charAt(i))) {
                return -1;
            }
        }
        return Integer.parseInt(form);
    }

    private boolean isLater(List<Token> tokens, int at) {
        OptionalInt date = dateAt(tokens, at);
        if (date.isEmpty()) {
            return false;
        }
        int days = Math.floorMod(date.getAsInt() - admission.getAsInt(), 366);
        boolean on = at > 0 && ON.contains(tokens.get(at - 1).form());
        return days >= (on ? 1 : EARLIEST_DAY) && days < 120;
    }

    /** The day of the year, by months of 31 days at most, that "11/15" names; empty where no month and day stand. */
    private static OptionalInt dateAt(List<Token> tokens, int at) {
        boolean three = at + 2 < tokens.size()
                && tokens.get(at + 1).form().equals("/")
                && tokens.get(at + 1).begin() == tokens.get(at).end()
                && (at == 0 || !tokens.get(at - 1).form().equals("/"));
        if (!three) {
            return OptionalInt.empty();
        }
        int month = number(tokens.get(at).form());
        int day = number(tokens.get(at + 2).form());
        return month >= 1 && month <= 12 && day >= 1 && day <= 31
                ? OptionalInt.of(java.time.LocalDate.of(2000, month, 1).getDayOfYear() + day - 1)
                : OptionalInt.empty();
    }

    /** "Adm 3/27", "Admit date: 02/26/2026", "Date of admission 11/25/25". */
    private static OptionalInt admission(List<Sentence> sentences) {
        int read = 0;
        for (Sentence sentence : sentences) {
            List<Token> tokens = sentence.tokens();
            int since = Integer.MAX_VALUE;
            for (int i = 0; i < tokens.size() && read < HEAD; i++, read++) {
                since = ADMISSION.contains(tokens.get(i).form()) ? i : since;
                if (i > since && i - since <= 4) {
                    OptionalInt date = dateAt(tokens, i);
                    if (date.isPresent()) {
                        return date;
                    }
                }
            }
        }
        return OptionalInt.empty();
    }
}
