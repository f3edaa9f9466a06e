package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.coding.token.WordForm;

/**
 * Complications whose words name the condition too, which then has its own code beside that of the complication (Guidelines I.C.19.g.4): "postoperative
 * ileus". The table is {@code named-within.tsv}.
 */
final class NamedWithin {

    private record Part(String complication, String word, String code) {}

    private final List<Part> parts = DataFile.read("named-within.tsv", 3).stream()
            .map(row -> new Part(row.column(0), WordForm.of(row.column(1)), row.column(2)))
            .toList();

    void read(Encounter encounter) {
        for (Candidate candidate : encounter.affirmed()) {
            for (Part part : parts) {
                if (candidate.code().value().startsWith(part.complication()) && says(candidate, part.word())) {
                    encounter.addBeside(candidate, part.code(), "named with its complication");
                }
            }
        }
    }

    private static boolean says(Candidate candidate, String word) {
        return candidate.spans().stream()
                .flatMap(span -> Tokenizer.tokens(span.words()).stream())
                .map(Token::form)
                .anyMatch(word::equals);
    }
}
