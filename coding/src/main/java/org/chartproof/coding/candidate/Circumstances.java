package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.terminology.Term;

/**
 * Whether words that lead to a code of chapter 21 state a circumstance of the patient (Guidelines I.C.21.c): an examination that was
 * done is not why the patient came, and a procedure is a status only once it is past.
 */
final class Circumstances {

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
            "old",
            "year",
            "p",
            "hx",
            "past",
            "known");

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
            return weight == Weight.REASON || weight == Weight.ASSESSMENT || weight == Weight.PRINCIPAL;
        }
        boolean status =
                code.compareTo(FIRST_STATUS) >= 0 && code.compareTo(LAST_STATUS) <= 0 && !code.startsWith("Z91");
        if (!status
                || weight != Weight.NARRATIVE
                || isSaidAsStatus(mention.term().words())) {
            return true;
        }
        return isPast(sentence);
    }

    private static boolean isSaidAsStatus(String words) {
        return STATUS_WORDS.stream().anyMatch(words::contains);
    }

    private static boolean isPast(Sentence sentence) {
        for (Token token : sentence.tokens()) {
            if (PAST.contains(token.form()) || isYear(token.form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isYear(String form) {
        return form.length() == 4
                && (form.startsWith("19") || form.startsWith("20"))
                && Character.isDigit(form.charAt(2))
                && Character.isDigit(form.charAt(3));
    }
}
