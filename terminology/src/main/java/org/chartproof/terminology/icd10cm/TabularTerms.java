package org.chartproof.terminology.icd10cm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.TabularNote;
import org.chartproof.terminology.Term.Source;
import org.chartproof.terminology.file.XmlReader;

/** Takes the titles and inclusion terms of the Tabular List as wordings. */
final class TabularTerms {

    private static final int MOST_WORDS = 12;
    private static final int COMPLETE = "S72.001A".length();
    private static final Pattern UNSAID = Pattern.compile(
            ",? ?\\b(not elsewhere classified|unspecified|unspecified type|nos|nec|not otherwise specified)$");
    private static final Pattern UNSAID_BEFORE = Pattern.compile("^unspecified ");
    private static final Pattern NO_WORDING = Pattern.compile(
            "^(other|any|conditions?|codes?|use|see|the|these|those|this|such)\\b.*|.*:.*|.*\\.\\.\\..*");

    private final Vocabulary vocabulary;
    private final CodeTable table;

    TabularTerms(Vocabulary vocabulary, CodeTable table) {
        this.vocabulary = vocabulary;
        this.table = table;
    }

    /**
     * Offers the titles. Codes with a 7th character stay out: their header's title leads to them and the encounter completes
     * them. So do external causes (V00-Y99), whose titles name everyday things.
     *
     * @param wanted says of a row whether its title is wanted
     */
    void offerTitles(IntPredicate wanted) {
        for (int row = 0; row < table.size(); row++) {
            String code = table.code(row);
            if (wanted.test(row) && code.length() < COMPLETE && !isExternalCause(code)) {
                offer(table.title(row), code, Source.TABULAR_TITLE);
            }
        }
    }

    /** Offers the inclusion terms of every row. */
    void offerInclusions(TabularList tabular) {
        Map<String, List<TabularNote>> inOrder = new TreeMap<>(tabular.notes());
        for (Map.Entry<String, List<TabularNote>> place : inOrder.entrySet()) {
            if (!table.has(place.getKey()) || isExternalCause(place.getKey())) {
                continue;
            }
            for (TabularNote note : place.getValue()) {
                boolean names =
                        note.kind() == TabularNote.Kind.INCLUSION_TERM || note.kind() == TabularNote.Kind.INCLUDES;
                if (names && note.ranges().isEmpty()) {
                    offer(note.text(), place.getKey(), Source.TABULAR_INCLUSION);
                }
            }
        }
    }

    private void offer(String printed, String code, Source source) {
        List<String> path = List.of(printed);
        // A header and its "unspecified" code share a wording once the word is cut; the code that a claim may carry
        // goes first.
        int distance = table.isBillable(table.row(code)) ? 0 : 2;
        for (String words : wordings(printed)) {
            vocabulary.offer(words, code, source, path, distance);
            distance++;
        }
    }

    private static boolean isExternalCause(String code) {
        return code.charAt(0) >= 'V' && code.charAt(0) <= 'Y';
    }

    /** The title with and without what is in parentheses and without what nobody says; nearest to print first. */
    static Set<String> wordings(String printed) {
        String lower = printed.toLowerCase(Locale.ROOT)
                .replace('[', '(')
                .replace(']', ')')
                .replace("(s)", "");
        Set<String> wordings = new LinkedHashSet<>();
        if (NO_WORDING.matcher(lower).matches()) {
            return wordings;
        }
        boolean hasParentheses = lower.indexOf('(') >= 0;
        List<String> readings = hasParentheses
                ? List.of(lower.replaceAll("[()]", " "), lower.replaceAll("\\([^()]*\\)", " "))
                : List.of(lower);
        for (String whole : readings) {
            String words = TitleWords.plain(whole).replace(",", "");
            add(words, wordings);
            String unsaid = UNSAID.matcher(TitleWords.plain(whole)).replaceAll("");
            add(UNSAID_BEFORE.matcher(unsaid).replaceAll("").replace(",", ""), wordings);
        }
        return wordings;
    }

    private static void add(String words, Set<String> into) {
        String folded = XmlReader.fold(words);
        if (!folded.isEmpty() && TitleWords.count(folded) <= MOST_WORDS) {
            into.add(folded);
        }
    }
}
