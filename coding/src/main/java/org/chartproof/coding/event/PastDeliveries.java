package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Deliveries of earlier pregnancies, as notes count them: "G2P2, NSVD x2", "two kids, both NSVD", "SVD 2020". A code of chapter 15 is
 * for this pregnancy, birth or puerperium alone (Guidelines I.C.15.a.1).
 */
final class PastDeliveries {

    private static final List<String> DELIVERY = List.of("O80", "O82");

    /** So many words before a delivery are looked at, and so many behind it. */
    private static final int NEAR = 5;

    private static final Set<String> OF_THE_PAST = Set.of(
            "both",
            "all",
            "prior",
            "previous",
            "past",
            "kid",
            "child",
            "children",
            "daughter",
            "son",
            "last",
            "first",
            "each");

    private PastDeliveries() {}

    /** Takes the deliveries out that were before this pregnancy, and those that nothing else tells of. */
    static void drop(List<Reading> readings, Encounter encounter, boolean pregnancyIsTold) {
        int before = encounter.facts().serviceDate().getYear() - 1;
        for (Candidate candidate : encounter.affirmed()) {
            if (DELIVERY.stream().anyMatch(candidate.code().value()::startsWith)) {
                Optional<Sentence> sentence = Places.sentenceOf(readings, candidate);
                boolean counted = sentence.filter(one -> isCounted(one, candidate, before))
                        .isPresent();
                if (counted || !pregnancyIsTold && !isReported(candidate)) {
                    encounter.drop(candidate, "a delivery of an earlier pregnancy");
                }
            }
        }
    }

    /** Whether it stands where what was done in this encounter stands. */
    private static boolean isReported(Candidate candidate) {
        return candidate.section().weight().concludes()
                || candidate.section() == SectionKind.PROCEDURES
                || candidate.section() == SectionKind.HOSPITAL_COURSE;
    }

    private static boolean isCounted(Sentence sentence, Candidate candidate, int before) {
        List<Token> tokens = sentence.tokens();
        int first = Places.tokenAt(sentence, candidate.evidence().begin());
        int next = Places.tokenAt(sentence, candidate.evidence().end());
        for (int i = Math.max(0, first - NEAR); i < first; i++) {
            if (OF_THE_PAST.contains(tokens.get(i).form())) {
                return true;
            }
        }
        int end = Math.min(tokens.size(), next + NEAR);
        return isTimes(tokens, next) || Years.anyUntil(tokens.subList(Math.min(next, end), end), before);
    }

    /** "x2", "x 3". */
    private static boolean isTimes(List<Token> tokens, int at) {
        if (at >= tokens.size() || tokens.get(at).form().charAt(0) != 'x') {
            return false;
        }
        String form = tokens.get(at).form();
        String number = form.length() > 1
                ? form.substring(1)
                : at + 1 < tokens.size() ? tokens.get(at + 1).form() : "";
        return !number.isEmpty() && Character.isDigit(number.charAt(0));
    }
}
