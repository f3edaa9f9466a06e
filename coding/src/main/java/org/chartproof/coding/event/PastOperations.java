package org.chartproof.coding.event;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * Conditions that an operation of the past has ended (Guidelines III.A, IV.J): "hysterectomy 2015 for endometriosis", "inguinal hernia repair '98".
 * Only those that an operation does end: the table is {@code ended-by-operation.tsv}.
 */
final class PastOperations {

    /** How far before "for" the operation stands: "hysterectomy w/ BSO in 2015 for endometriosis". */
    private static final int REACH = 9;
    /** How far behind the condition the operation stands: "cataract surgery", "carpal tunnel releases". */
    private static final int BEHIND = 2;

    private static final Set<String> OPERATIONS = WordForm.setOf(
            "surgery",
            "repair",
            "release",
            "operation",
            "excision",
            "removal",
            "extraction",
            "decompression",
            "fusion",
            "resection",
            "bypass",
            "replacement",
            "fixation",
            "orif",
            "laminectomy",
            "tah",
            "tlh",
            "bso",
            "hyst",
            "tka",
            "tha",
            "tkr",
            "thr",
            "avr",
            "mvr",
            "tavr",
            "pacer",
            "pacemaker",
            "ppm",
            "icd",
            "drainage",
            "ligation",
            "banding",
            "ablation",
            "lami",
            "scope",
            "arthroscopy",
            "fundoplication",
            "removed",
            "repaired",
            "released",
            "excised",
            "extracted",
            "resected");
    private static final Set<String> PAST = Set.of(
            "prior", "previous", "previously", "ago", "remote", "history", "hx", "had", "past", "child", "kid", "teen");

    private final List<String> ended = DataFile.read("ended-by-operation.tsv", 1).stream()
            .map(row -> row.column(0))
            .toList();

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        int lastYear = encounter.facts().serviceDate().getYear() - 1;
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            if (ended.stream().anyMatch(code::startsWith) && isEnded(readings, candidate, lastYear)) {
                encounter.past(candidate, "ended by an operation");
            }
        }
    }

    private static boolean isEnded(List<Reading> readings, Candidate candidate, int lastYear) {
        return Places.sentenceOf(readings, candidate)
                .map(sentence -> isOperated(sentence, candidate, lastYear))
                .orElse(false);
    }

    private static boolean isOperated(Sentence sentence, Candidate candidate, int lastYear) {
        List<Token> tokens = sentence.tokens();
        int first = Places.tokenAt(sentence, candidate.evidence().begin());
        int last = Places.tokenAt(
                        sentence,
                        candidate.spans().get(candidate.spans().size() - 1).end())
                - 1;
        int operation = behind(tokens, last);
        int from = first;
        int to = operation;
        if (operation < 0) {
            operation = before(tokens, first);
            from = operation;
            to = last;
        }
        if (operation < 0) {
            return false;
        }
        int begin = Math.max(Segments.begin(tokens, from), from - 3);
        int end = Math.min(Segments.end(tokens, to), to + 4);
        List<Token> told = tokens.subList(begin, end + 1);
        return sentence.section().kind().weight() == Weight.HISTORY
                || Years.anyUntil(told, lastYear)
                || told.stream().map(Token::form).anyMatch(PAST::contains)
                || saysStatusPost(told);
    }

    private static boolean saysStatusPost(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean slash = tokens.get(i).form().equals("p")
                    && i >= 2
                    && tokens.get(i - 2).form().equals("s");
            if (slash || tokens.get(i).form().equals("status")) {
                return true;
            }
        }
        return false;
    }

    private static int behind(List<Token> tokens, int last) {
        for (int i = last + 1; i < tokens.size() && i <= last + BEHIND; i++) {
            if (isOperation(tokens.get(i).form())) {
                return i;
            }
            if (tokens.get(i).kind() == Token.Kind.MARK) {
                return -1;
            }
        }
        return -1;
    }

    /** An operation before a "for" that stands right before the condition. */
    private static int before(List<Token> tokens, int first) {
        int preposition = -1;
        for (int i = first - 1; i >= 0 && i >= first - 3; i--) {
            if (tokens.get(i).form().equals("for")) {
                preposition = i;
            }
        }
        for (int i = preposition - 1; i >= 0 && i >= preposition - REACH; i--) {
            if (isOperation(tokens.get(i).form())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOperation(String form) {
        return OPERATIONS.contains(form)
                || form.endsWith("ectomy")
                || form.endsWith("plasty")
                || form.endsWith("otomy");
    }
}
