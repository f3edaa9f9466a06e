package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.mention.TermIndex.Phrase;
import org.chartproof.coding.mention.Word.Reading;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.Term;

/**
 * What a word can be read as beside itself: synonyms of the table {@code synonyms.tsv}; abbreviations that the terms spell out; kinds
 * of tumour that the Index sends to the Neoplasm table.
 */
final class OtherReadings {

    private static final int SHORTEST_ABBREVIATION = 2;
    private static final int LONGEST_ABBREVIATION = 6;

    /** Where the Index sends a kind of tumour to, and the words by which the terms of the Neoplasm table say it. */
    private static final Map<String, List<String>> BEHAVIOURS = Map.of(
            "malignant", List.of("cancer"),
            "secondary", List.of("metastasis"),
            "benign", List.of("benign", "neoplasm"),
            "in situ", List.of("carcinoma", "situ"),
            "uncertain behavior", List.of("neoplasm", "uncertain", "behavior"),
            "unspecified behavior", List.of("neoplasm"));

    private enum Use {
        ALONE,
        JOINED
    }

    private final Map<String, Integer> numbers;
    private final Map<String, List<Reading>> readings = new HashMap<>();
    private final Map<String, List<String>> spelledOut = new HashMap<>();

    OtherReadings(Map<String, Integer> numbers, List<Phrase> phrases, List<IndexEntry> index) {
        this.numbers = numbers;
        addSynonyms();
        addAbbreviations(phrases);
        index.forEach(this::addTumour);
    }

    /** By word form. */
    Map<String, Reading[]> all() {
        Map<String, Reading[]> all = new HashMap<>();
        readings.forEach((form, list) -> all.put(form, list.toArray(new Reading[0])));
        return all;
    }

    private void addSynonyms() {
        for (DataFile.Row row : DataFile.read("synonyms.tsv", 3)) {
            boolean alone = row.value(2, Use.class) == Use.ALONE;
            for (String meaning : row.list(1)) {
                words(meaning).ifPresent(words -> add(forms(row.column(0)).get(0), new Reading(words, alone, NONE)));
            }
        }
    }

    private static final TermEntry[] NONE = {};

    /** "ckd" and "chronic kidney disease" are terms of one code, and the letters fit: whatever is said of the one is said of the other. */
    private void addAbbreviations(List<Phrase> phrases) {
        Map<String, List<Phrase>> longer = new HashMap<>();
        for (Phrase phrase : phrases) {
            if (phrase.words().size() > 1 && phrase.words().size() <= LONGEST_ABBREVIATION) {
                longer.computeIfAbsent(phrase.term().code(), none -> new ArrayList<>(2))
                        .add(phrase);
            }
        }
        for (Phrase phrase : phrases) {
            if (phrase.words().size() == 1 && isAbbreviation(phrase)) {
                String abbreviation = phrase.words().get(0);
                longer.getOrDefault(phrase.term().code(), List.of()).stream()
                        .filter(one -> initials(one.words()).equals(abbreviation)
                                || initials(List.of(one.term().words().split("[ -]+")))
                                        .equals(abbreviation))
                        .findFirst()
                        .ifPresent(one -> addAbbreviation(abbreviation, phrase.term(), one.words()));
            }
        }
    }

    private void addAbbreviation(String abbreviation, Term term, List<String> meaning) {
        words(meaning).ifPresent(words -> {
            TermEntry entry = TermEntry.of(term, words);
            add(abbreviation, new Reading(words, false, new TermEntry[] {entry}));
            if (entry.isPlain()) {
                spelledOut.putIfAbsent(abbreviation, meaning);
            }
        });
    }

    /** A term's words with its abbreviations spelled out: what is said of "CKD stage 5" is said of chronic kidney disease. */
    List<String> spelledOut(List<String> words) {
        List<String> longer = new ArrayList<>(words.size());
        for (String word : words) {
            longer.addAll(spelledOut.getOrDefault(word, List.of(word)));
        }
        return longer;
    }

    private static boolean isAbbreviation(Phrase phrase) {
        int length = phrase.words().get(0).length();
        return phrase.term().source() == Term.Source.LEXICON
                && length >= SHORTEST_ABBREVIATION
                && length <= LONGEST_ABBREVIATION;
    }

    private static String initials(List<String> words) {
        StringBuilder initials = new StringBuilder();
        for (String word : words) {
            if (!word.isEmpty()) {
                initials.append(word.charAt(0));
            }
        }
        return initials.toString();
    }

    /** "Adenocarcinoma, see also Neoplasm, malignant, by site": with a site it is read as cancer. */
    private void addTumour(IndexEntry main) {
        Optional<String> see = main.see().or(main::seeAlso);
        if (see.isEmpty() || !see.get().toLowerCase(Locale.ROOT).startsWith("neoplasm,")) {
            return;
        }
        List<String> steps =
                new ArrayList<>(Arrays.asList(see.get().toLowerCase(Locale.ROOT).split(",\\s*")));
        steps.remove(0);
        steps.remove("by site");
        List<String> read = new ArrayList<>();
        for (String step : steps) {
            read.addAll(BEHAVIOURS.getOrDefault(step.strip(), forms(step)));
        }
        List<String> title = forms(main.title());
        if (title.size() == 1 && !read.isEmpty()) {
            words(read).ifPresent(words -> add(title.get(0), new Reading(words, false, NONE)));
        }
    }

    private void add(String form, Reading reading) {
        readings.computeIfAbsent(form, none -> new ArrayList<>(1)).add(reading);
    }

    private Optional<int[]> words(String meaning) {
        return words(forms(meaning));
    }

    /** Their numbers; empty if no term has one of them. */
    private Optional<int[]> words(List<String> forms) {
        if (forms.isEmpty() || !numbers.keySet().containsAll(forms)) {
            return Optional.empty();
        }
        return Optional.of(forms.stream()
                .mapToInt(form -> numbers.getOrDefault(form, 0))
                .distinct()
                .toArray());
    }

    private static List<String> forms(String phrase) {
        return Tokenizer.tokens(phrase).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .filter(form -> !SmallWords.contains(form))
                .toList();
    }
}
