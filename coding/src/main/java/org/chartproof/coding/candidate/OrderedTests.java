package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * An infection that is named among tests is a test for it: "CBC, CMP, TSH, HIV, quantiferon today" (Guidelines III.B: an order is no
 * diagnosis). The tests are those of {@code tests.tsv}.
 */
final class OrderedTests {

    /** Infections that are ordered by their own names. */
    private static final Beginnings INFECTIONS =
            new Beginnings(List.of("A", "B", "J09", "J10", "J11", "U07.1", "Z21", "R75"));

    private final Set<String> tests = DataFile.read("tests.tsv", 1).stream()
            .map(row -> WordForm.of(row.column(0)))
            .collect(Collectors.toUnmodifiableSet());

    /** The test beside a mention in a list that makes it one too; empty if there is none. */
    Optional<Cue> beside(Sentence sentence, Mention mention, String code) {
        Weight weight = sentence.section().kind().weight();
        boolean orders = weight == Weight.PLAN || weight.concludes();
        if (!orders || !INFECTIONS.has(code)) {
            return Optional.empty();
        }
        List<Token> tokens = sentence.tokens();
        return test(tokens, mention.firstToken() - 1, mention.firstToken() - 2)
                .or(() -> test(tokens, mention.lastToken() + 1, mention.lastToken() + 2));
    }

    private Optional<Cue> test(List<Token> tokens, int comma, int word) {
        boolean listed = word >= 0
                && word < tokens.size()
                && (tokens.get(comma).form().equals(",")
                        || tokens.get(comma).form().equals("/"))
                && tests.contains(tokens.get(word).form());
        return listed
                ? Optional.of(new Cue(tokens.get(word).begin(), tokens.get(word).end()))
                : Optional.empty();
    }
}
