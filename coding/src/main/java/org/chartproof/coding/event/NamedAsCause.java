package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * A symptom that the author's conclusion names only as the cause of what he concludes on, "hyponatremia from vomiting", is told and not itself
 * concluded on (Guidelines I.B.4, II.A). The words are in {@code cause-words.tsv}.
 */
final class NamedAsCause {

    private final Phrases<Boolean> causes = new Phrases<>();

    NamedAsCause() {
        DataFile.read("cause-words.tsv", 1).forEach(row -> causes.add(row.column(0), true));
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM
                || encounter.facts().setting().outpatientRules()) {
            return;
        }
        for (Candidate candidate : encounter.affirmed()) {
            if (candidate.section().weight().concludes()
                    && candidate.code().value().startsWith("R")
                    && isCause(readings, candidate)) {
                encounter.move(candidate, SectionKind.HISTORY_OF_PRESENT_ILLNESS, "named as a cause");
            }
        }
    }

    private boolean isCause(List<Reading> readings, Candidate candidate) {
        return Places.sentenceOf(readings, candidate)
                .map(sentence -> standsBehindCause(sentence, candidate))
                .orElse(false);
    }

    private boolean standsBehindCause(Sentence sentence, Candidate candidate) {
        List<Token> tokens = sentence.tokens();
        int first = Places.tokenAt(sentence, candidate.evidence().begin());
        for (int at = Math.max(1, first - 2); at < first; at++) {
            int last = at;
            boolean direct = causes.longestAt(tokens, last, cause -> true)
                    .filter(match -> match.last() == first - 1)
                    .isPresent();
            if (direct) {
                return true;
            }
        }
        return false;
    }
}
