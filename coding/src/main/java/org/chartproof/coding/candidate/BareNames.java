package org.chartproof.coding.candidate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.token.KnownWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/**
 * A condition that a note names in full is named by its bare noun afterwards: "the fracture", "the adenoma" are the one described
 * before, and no second, unspecified one (Guidelines I.B.2). A complaint is taken as said, since there may be several of a kind.
 */
final class BareNames {

    private BareNames() {}

    /** Drops what only repeats, by its bare noun, a condition that another candidate of the note names in full. */
    static void drop(CandidateFinder.Found found, KnownWords knownWords) {
        Set<String> named = new HashSet<>();
        for (Candidate candidate : found.candidates()) {
            if (candidate.assertion() instanceof Assertion.Affirmed) {
                addNouns(candidate, named, knownWords);
            }
        }
        // In one pass: a long text repeats a name thousands of times.
        found.candidates().removeIf(candidate -> {
            boolean repeats = isBare(candidate)
                    && named.contains(form(candidate.evidence().words(), knownWords));
            if (repeats) {
                found.dropped()
                        .add(new DroppedCandidate(
                                candidate.code().value(),
                                candidate.code().display(),
                                candidate.spans(),
                                DroppedCandidate.Reason.LESS_SPECIFIC,
                                "named in full elsewhere in the note"));
            }
            return repeats;
        });
    }

    private static boolean isBare(Candidate candidate) {
        return candidate.spans().size() == 1
                && candidate.assertion() instanceof Assertion.Affirmed
                && candidate.evidence().words().indexOf(' ') < 0
                && !candidate.isSymptom()
                && !Categories.isCircumstance(candidate.code().value())
                && candidate.code().display().toLowerCase(Locale.ROOT).contains("unspecified");
    }

    private static void addNouns(Candidate candidate, Set<String> named, KnownWords knownWords) {
        if (candidate.spans().size() == 1 && candidate.evidence().words().indexOf(' ') < 0) {
            return;
        }
        boolean unspecified =
                candidate.code().display().toLowerCase(Locale.ROOT).startsWith("unspecified");
        if (unspecified || Categories.isCircumstance(candidate.code().value())) {
            return;
        }
        candidate.spans().forEach(span -> {
            for (Token token : Tokenizer.tokens(span.words(), knownWords)) {
                if (token.isWord()) {
                    named.add(token.form());
                }
            }
        });
    }

    private static String form(String words, KnownWords knownWords) {
        List<Token> tokens = Tokenizer.tokens(words, knownWords);
        return tokens.isEmpty() ? words : tokens.get(0).form();
    }
}
