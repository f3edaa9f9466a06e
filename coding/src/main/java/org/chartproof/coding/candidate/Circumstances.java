package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;
import org.chartproof.terminology.Term;

/**
 * Whether words that lead to a code of chapter 21 state a circumstance of the patient (Guidelines I.C.21.c): an examination that was
 * done is not why the patient came, and a procedure is a status only once it is past.
 */
final class Circumstances {

    private static final String WOUND_CARE = "Z48.0";
    private static final String SURVEILLANCE_OF_CONTRACEPTION = "Z30.4";
    private static final String SCREENING = "Z12";
    private static final String FIRST_DEVICE = "Z93";
    private static final String LAST_DEVICE = "Z98";

    private static final Set<String> RESULT = WordForm.setOf("showed", "revealed", "demonstrated");

    private static final Set<String> TAKEN_OUT = WordForm.setOf("out", "removed", "explanted", "extracted");

    private static final String FIRST_STATUS = "Z90";
    private static final String LAST_STATUS = "Z98.99";

    /** Statuses that a procedure's bare name leads to, by words that a term of the status itself has. */
    private static final List<String> STATUS_WORDS =
            List.of("status", "history", "absence", "absent", "presence", "s/p", "post", "prior", "previous", "old");

    private static final Set<String> PAST = Set.of(
            "history",
            "prior",
            "previous",
            "previously",
            "status",
            "post",
            "had",
            "ago",
            "since",
            "remote",
            "p",
            "hx",
            "past",
            "known");

    private static final Set<String> AGE = Set.of("year", "yr", "month", "mo", "week", "day", "y");

    /** Words that name an operation, beside those that end as operations do. */
    private static final Set<String> OPERATIONS = Set.of(
            "replacement",
            "bypass",
            "implantation",
            "placement",
            "amputation",
            "resection",
            "fusion",
            "repair",
            "transplant",
            "transplantation",
            "removal",
            "tka",
            "tha",
            "tkr",
            "thr",
            "tavr",
            "tavi",
            "avr",
            "mvr",
            "cabg",
            "pci",
            "tah",
            "tlh",
            "bso",
            "ralp",
            "appy",
            "chole",
            "whipple",
            "xrt",
            "radiation",
            "brachytherapy");

    private Circumstances() {}

    /** Whether a mention of a code or header may stand for it where it is. */
    static boolean areStated(Mention mention, Sentence sentence) {
        String code = mention.term().code();
        if (code.charAt(0) != 'Z') {
            return true;
        }
        Weight weight = sentence.section().kind().weight();
        boolean fromBooks = mention.term().source() != Term.Source.LEXICON;
        if (fromBooks && code.compareTo("Z54") < 0) {
            return weight == Weight.REASON || weight.concludes();
        }
        if (code.startsWith(SURVEILLANCE_OF_CONTRACEPTION)) {
            // What a patient says that she uses is no visit for it.
            return weight != Weight.NARRATIVE && weight != Weight.HISTORY && weight != Weight.FINDING;
        }
        if (weight == Weight.PLAN && code.startsWith(WOUND_CARE)) {
            // "Wound check in 10 days" is for the next visit.
            return false;
        }
        boolean studyBefore = code.startsWith(SCREENING) && weight == Weight.NARRATIVE && tellsResult(sentence);
        if (studyBefore || isTakenOut(mention, sentence)) {
            return false;
        }
        boolean status =
                code.compareTo(FIRST_STATUS) >= 0 && code.compareTo(LAST_STATUS) <= 0 && !code.startsWith("Z91");
        return !status
                || mayBeStatus(mention, sentence, weight)
                || isSaidAsStatus(mention.term().words());
    }

    private static boolean mayBeStatus(Mention mention, Sentence sentence, Weight weight) {
        return switch (weight) {
            case HISTORY -> true;
            case NARRATIVE -> isPast(sentence);
            default -> !namesOperation(mention, sentence) || isPast(sentence);
        };
    }

    /** "Her screening CT in February showed a nodule": another encounter was the screening. */
    private static boolean tellsResult(Sentence sentence) {
        return sentence.tokens().stream().anyMatch(token -> RESULT.contains(token.form()));
    }

    /** "Ear tubes out 2022", "Foley removed": the device is no longer there. */
    private static boolean isTakenOut(Mention mention, Sentence sentence) {
        int next = mention.lastToken() + 1;
        boolean device = FIRST_DEVICE.compareTo(mention.term().code()) <= 0
                && LAST_DEVICE.compareTo(mention.term().code()) > 0;
        return device
                && next < sentence.tokens().size()
                && TAKEN_OUT.contains(sentence.tokens().get(next).form());
    }

    /** An operation that a conclusion or plan names is done or to be done now; a device that it names is there. */
    private static boolean namesOperation(Mention mention, Sentence sentence) {
        for (int i = mention.firstToken(); i <= mention.lastToken(); i++) {
            String form = sentence.tokens().get(i).form();
            if (OPERATIONS.contains(form) || form.endsWith("ectomy") || form.endsWith("plasty")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSaidAsStatus(String words) {
        for (String word : STATUS_WORDS) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPast(Sentence sentence) {
        for (Token token : sentence.tokens()) {
            if (PAST.contains(token.form()) || WordForm.isYear(token.form())) {
                return true;
            }
        }
        return saysOld(sentence);
    }

    /** "Old CABG", not "67 year old". */
    private static boolean saysOld(Sentence sentence) {
        for (int i = 0; i < sentence.tokens().size(); i++) {
            boolean old = sentence.tokens().get(i).form().equals("old");
            String before = i > 0 ? sentence.tokens().get(i - 1).form() : "";
            if (old
                    && !AGE.contains(before)
                    && !before.equals("-")
                    && (before.isEmpty() || !Character.isDigit(before.charAt(0)))) {
                return true;
            }
        }
        return false;
    }
}
