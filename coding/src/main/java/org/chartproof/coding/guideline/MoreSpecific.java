package org.chartproof.coding.guideline;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/** An unspecified code yields to a specific one of its category: the note says more elsewhere (I.B.2, I.B.18). */
final class MoreSpecific implements Rule {

    /** Words that turn a title into its contrary: "not having achieved remission" says no more than "in remission". */
    private static final Set<String> DENIALS = Set.of("not", "without", "no");

    private static final int CATEGORY = 3;
    private static final int LONGEST_SMALL_WORD = 4;

    private final Guideline rule;

    /** The words of the titles that were compared. */
    private final Map<String, Set<String>> wordsOfTitle = new ConcurrentHashMap<>();

    MoreSpecific(Register register) {
        this.rule = register.of(MoreSpecific.class, "highest-specificity-documented");
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            for (Line other : draft.lines()) {
                if (other != line && saysMore(other, line)) {
                    other.fired(rule);
                    // The author's conclusion "breast cancer" concludes on the one that the story describes.
                    other.supportBy(line);
                    draft.drop(line, Reason.LESS_SPECIFIC, rule, other.value() + " says more");
                    break;
                }
            }
        }
    }

    private boolean saysMore(Line specific, Line general) {
        // Each drug taken for long has its code (I.C.4.a.3): "non-insulin" says no more than "insulin".
        return specific.value().regionMatches(0, general.value(), 0, CATEGORY)
                && !general.value().startsWith("Z79")
                && sharesStem(specific.value(), general.value())
                && (unspecified(general)
                                && !unspecified(specific)
                                && ofOneKind(general.value(), specific.value())
                                && !losesWhatIsWith(general, specific)
                        || saysWithin(general, specific)
                        || saysBothSides(general, specific)
                        || saysWith(general, specific));
    }

    /** "With exacerbation" says more than "without exacerbation" of one disease: both can't hold. */
    private static boolean saysWith(Line general, Line specific) {
        String without = general.code().display();
        int at = without.indexOf("without ");
        return at > 0
                && without.endsWith("exacerbation")
                && specific.code()
                        .display()
                        .equalsIgnoreCase(without.substring(0, at) + "with " + without.substring(at + 8));
    }

    /**
     * Whether an unspecified code is that of the whole category ({@code N18.9}, {@code F32.A}) or of the other one's subcategory:
     * acidosis without a kind says nothing of potassium, though both are E87.
     */
    private static boolean ofOneKind(String general, String specific) {
        int subcategory = "E87.2".length();
        return general.length() >= subcategory
                && specific.length() >= subcategory
                && (general.charAt(subcategory - 1) == '9'
                        || general.charAt(subcategory - 1) == 'A'
                        || general.regionMatches(0, specific, 0, subcategory));
    }

    /** "Unspecified asthma with exacerbation" does not yield to a severity alone: the exacerbation would be lost. */
    private boolean losesWhatIsWith(Line general, Line specific) {
        String title = general.code().display().toLowerCase(Locale.ROOT);
        int with = title.indexOf(" with ");
        if (with < 0 || title.indexOf("unspecified", with) >= 0 || title.indexOf("without", with) >= 0) {
            return false;
        }
        Set<String> specificWords = words(specific.code().display());
        for (Token token : Tokenizer.tokens(title.substring(with + " with ".length()))) {
            if (token.isWord() && token.form().length() > LONGEST_SMALL_WORD && !specificWords.contains(token.form())) {
                return true;
            }
        }
        return false;
    }

    /** Whether each word of the general title stands in the specific one: "Asthma" in "Mild persistent asthma". */
    private boolean saysWithin(Line general, Line specific) {
        Set<String> generalWords = words(general.code().display());
        Set<String> specificWords = words(specific.code().display());
        return specificWords.size() > generalWords.size()
                && specificWords.containsAll(generalWords)
                && Collections.disjoint(DENIALS, specificWords);
    }

    /** One side yields to the code of both (I.B.13). */
    private static boolean saysBothSides(Line one, Line both) {
        Optional<Side> side = Side.of(one.code().display());
        return side.isPresent()
                && side.get() != Side.BILATERAL
                && Side.of(both.code().display()).equals(Optional.of(Side.BILATERAL))
                && Side.without(one.code().display())
                        .equals(Side.without(both.code().display()));
    }

    private Set<String> words(String title) {
        return wordsOfTitle.computeIfAbsent(title, printed -> Tokenizer.tokens(printed).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean unspecified(Line line) {
        String display = line.code().display().toLowerCase(Locale.ROOT);
        return display.contains("unspecified")
                || display.contains("uncomplicated")
                || display.contains("without complication")
                || isNinth(line.value());
    }

    /** A code whose category or subcategory ends with 9: the residual one by the making of the classification. */
    private static boolean isNinth(String code) {
        return code.length() == "J18.9".length() && code.endsWith("9");
    }

    /** J45.909 yields to J45.41; N18.9 to N18.31; but M25.569 does not yield to M25.511, another joint. */
    private static boolean sharesStem(String specific, String general) {
        if (general.startsWith("M25") || general.startsWith("M79") || general.startsWith("S")) {
            return specific.regionMatches(0, general, 0, Math.max(3, general.length() - 1));
        }
        return true;
    }
}
