package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/** An unspecified code yields to a specific one of its category: the note says more elsewhere (I.B.2, I.B.18). */
final class MoreSpecific implements Rule {

    private final Map<String, List<String>> elsewhere = DataFile.read("less-specific.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.column(0), row -> row.list(1)));

    @Override
    public String name() {
        return "Highest specificity documented (I.B.2)";
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            draft.lines().stream()
                    .filter(other -> other != line && saysMore(other, line))
                    .findFirst()
                    .ifPresent(other -> draft.drop(line, Reason.LESS_SPECIFIC, other.value() + " says more"));
        }
    }

    private boolean saysMore(Line specific, Line general) {
        return saysMoreWithin(specific, general)
                || Categories.startsWithAny(specific.value(), elsewhere.getOrDefault(general.value(), List.of()));
    }

    private static boolean saysMoreWithin(Line specific, Line general) {
        return specific.code().category().equals(general.code().category())
                && (unspecified(general) && !unspecified(specific) || saysWithin(general, specific))
                && sharesStem(specific.value(), general.value());
    }

    /** Whether each word of the general title stands in the specific one: "Asthma" in "Mild persistent asthma". */
    private static boolean saysWithin(Line general, Line specific) {
        Set<String> generalWords = words(general);
        Set<String> specificWords = words(specific);
        return specificWords.size() > generalWords.size() && specificWords.containsAll(generalWords);
    }

    private static Set<String> words(Line line) {
        return Tokenizer.tokens(line.code().display()).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .collect(Collectors.toSet());
    }

    private static boolean unspecified(Line line) {
        String display = line.code().display().toLowerCase(Locale.ROOT);
        return display.contains("unspecified")
                || display.contains("uncomplicated")
                || display.contains("without complication")
                || line.value().matches("...\\.?9");
    }

    /** J45.909 yields to J45.41; N18.9 to N18.31; but M25.569 does not yield to M25.511, another joint. */
    private static boolean sharesStem(String specific, String general) {
        if (general.startsWith("M25") || general.startsWith("M79") || general.startsWith("S")) {
            return specific.regionMatches(0, general, 0, Math.max(3, general.length() - 1));
        }
        return true;
    }
}
