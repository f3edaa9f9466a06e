package org.chartproof.coding.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * What was put in or taken out during the stay itself is no status of it (Guidelines I.C.21.c.3): a discharge diagnosis "heart block s/p pacemaker"
 * with no year tells what was done for it, the report of an operation what was done in it. What stands in a history too, or with its year, was there before.
 */
final class StatusOfThisStay {

    private static final List<String> STATUSES = List.of("Z89", "Z90", "Z94", "Z95", "Z96", "Z97", "Z98");

    /** Where the report of an operation tells what was put in; what it is "status post" was there before. */
    private static final Set<SectionKind> REPORTS =
            Set.of(SectionKind.PROCEDURES, SectionKind.FINDINGS, SectionKind.INDICATION);

    void read(List<Reading> readings, Encounter encounter) {
        boolean stay = encounter.facts().setting() == Setting.INPATIENT
                && encounter.facts().mode() == CodingMode.CLAIM;
        if (!stay) {
            return;
        }
        int lastYear = encounter.facts().serviceDate().getYear() - 1;
        Map<String, List<Candidate>> byCode = encounter.affirmed().stream()
                .filter(candidate -> STATUSES.stream().anyMatch(candidate.code().value()::startsWith))
                .collect(Collectors.groupingBy(
                        candidate -> candidate.code().value(), LinkedHashMap::new, Collectors.toList()));
        for (List<Candidate> ofCode : byCode.values()) {
            if (ofCode.stream().allMatch(candidate -> isOfTheStay(readings, candidate, lastYear))) {
                ofCode.forEach(candidate -> encounter.drop(candidate, "done during the stay"));
            }
        }
    }

    private static boolean isOfTheStay(List<Reading> readings, Candidate candidate, int lastYear) {
        boolean concluded = candidate.section().weight().concludes();
        boolean reported = REPORTS.contains(candidate.section());
        if (!concluded && !reported && !candidate.beganInHospital()) {
            return false;
        }
        return Places.sentenceOf(readings, candidate)
                .map(sentence -> !Years.anyUntil(sentence.tokens(), lastYear)
                        && (candidate.beganInHospital() || concluded == saysDone(sentence, candidate)))
                .orElse(false);
    }

    /** "S/p" within the words or right before them. */
    private static boolean saysDone(Sentence sentence, Candidate candidate) {
        List<Token> tokens = sentence.tokens();
        int first = Places.tokenAt(sentence, candidate.evidence().begin());
        int last = Places.tokenAt(sentence, candidate.evidence().end());
        for (int i = Math.max(0, first - 3); i < last; i++) {
            boolean slash = tokens.get(i).form().equals("p")
                    && i >= 2
                    && tokens.get(i - 2).form().equals("s");
            // "Status post PPM", and "new block post TAVR".
            boolean words = tokens.get(i).form().equals("post");
            if (slash || words) {
                return true;
            }
        }
        return false;
    }
}
