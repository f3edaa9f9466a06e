package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.Term;

/** All terms of a code set by the words that they consist of, in any order. */
final class TermIndex {

    private static final int SHORT_ABBREVIATION = 3;
    private static final int LONGEST_TERM = 9;
    private final Map<String, Word> words = new HashMap<>();

    private final RecentWords recent = new RecentWords();

    private final WordSetTrie trie = new WordSetTrie();
    private final List<TermEntry[]> entries = new ArrayList<>();
    private final Modifiers modifiers = new Modifiers();
    private final Spelling spelling;
    private final int without;
    private final java.util.BitSet ordinals = new java.util.BitSet();

    /** Prepares all terms of a code set: seconds for the full ICD-10-CM, once. */
    TermIndex(CodeSet codeSet) {
        List<Phrase> phrases = phrases(codeSet.terms());
        Map<String, Integer> numbers = numbers(phrases);
        OtherReadings readings = new OtherReadings(numbers, phrases, codeSet.index());
        addTerms(phrases, numbers, readings);
        Set<String> heads = heads(codeSet, phrases);
        Set<String> nonessential = new HashSet<>();
        codeSet.index().forEach(entry -> collectNonessential(entry, nonessential));
        Map<String, Word.Reading[]> others = readings.all();
        Set<String> forms = new HashSet<>(numbers.keySet());
        forms.addAll(others.keySet());
        forms.addAll(modifiers.listed());
        for (String form : forms) {
            int number = numbers.getOrDefault(form, Word.UNKNOWN);
            WordClass wordClass = wordClass(form, heads, nonessential);
            words.put(form, new Word(number, wordClass, others.getOrDefault(form, Word.NONE)));
        }
        spelling = new Spelling(numbers.keySet());
        numbers.forEach(
                (form, number) -> ordinals.set(number, form.length() == 1 || Character.isDigit(form.charAt(0))));
        without = numbers.getOrDefault("without", Word.UNKNOWN);
    }

    /**
     * A term and its words in normal form, small words left out.
     */
    record Phrase(Term term, List<String> words) {}

    private List<Phrase> phrases(List<Term> terms) {
        List<Phrase> phrases = new ArrayList<>(terms.size());
        for (Term term : terms) {
            List<String> all = allWords(term.words());
            List<String> kept = new ArrayList<>(all);
            kept.removeIf(SmallWords::contains);
            if (kept.size() == 1 && all.size() - (all.contains("s") ? 1 : 0) > 1) {
                // "Hers' disease" without its small words would be any "disease", "a-fib" any "FIB": they stay, or the
                // term goes.
                kept = kept.get(0).length() <= SHORT_ABBREVIATION ? all : List.of();
            }
            if (!kept.isEmpty() && kept.size() <= LONGEST_TERM) {
                phrases.add(new Phrase(term, kept));
            }
        }
        return phrases;
    }

    private static List<String> allWords(String phrase) {
        List<String> words = new ArrayList<>();
        for (Token token : Tokenizer.tokens(phrase)) {
            if (token.isWord()) {
                words.add(token.form());
            }
        }
        return words;
    }

    /** Rare words have small numbers: a descent that begins with the rarest word of a set meets few others. */
    private static Map<String, Integer> numbers(List<Phrase> phrases) {
        Map<String, Integer> counts = new HashMap<>();
        phrases.forEach(phrase -> phrase.words().forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> order = new ArrayList<>(counts.keySet());
        order.sort(Comparator.comparing((String word) -> counts.getOrDefault(word, 0))
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Integer> numbers = new HashMap<>();
        order.forEach(word -> numbers.put(word, numbers.size()));
        return numbers;
    }

    private void addTerms(List<Phrase> phrases, Map<String, Integer> numbers, OtherReadings readings) {
        for (Phrase phrase : phrases) {
            int[] words = numbersOf(phrase.words(), numbers);
            add(TermEntry.of(phrase.term(), words));
            if (words.length > 1 && phrase.term().source() == Term.Source.LEXICON) {
                List<String> spelledOut = readings.spelledOut(phrase.words());
                if (spelledOut.size() > words.length && spelledOut.size() <= LONGEST_TERM) {
                    add(TermEntry.of(phrase.term(), numbersOf(spelledOut, numbers)));
                }
            }
        }
    }

    private static int[] numbersOf(List<String> words, Map<String, Integer> numbers) {
        int[] inOrder = new int[words.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = numbers.getOrDefault(words.get(i), 0);
        }
        return inOrder;
    }

    private void add(TermEntry entry) {
        int node = trie.add(Arrays.stream(entry.words()).sorted().distinct().toArray());
        if (trie.value(node) == WordSetTrie.NONE) {
            trie.setValue(node, entries.size());
            entries.add(new TermEntry[] {entry});
        } else {
            entries.set(trie.value(node), with(entries.get(trie.value(node)), entry));
        }
    }

    /** In order of the books' precedence. */
    private static TermEntry[] with(TermEntry[] held, TermEntry entry) {
        TermEntry[] more = Arrays.copyOf(held, held.length + 1);
        int at = held.length;
        while (at > 0 && precedence(more[at - 1]) > precedence(entry)) {
            more[at] = more[at - 1];
            at--;
        }
        more[at] = entry;
        boolean ambiguous = Arrays.stream(more).anyMatch(one -> !one.isPlain());
        // The lexicon has said that the words alone do not settle it: the other books cannot either.
        return ambiguous
                ? Arrays.stream(more).filter(one -> precedence(one) == 0).toArray(TermEntry[]::new)
                : more;
    }

    static int precedence(TermEntry entry) {
        return switch (entry.term().source()) {
            case LEXICON -> 0;
            case INDEX -> 1;
            case TABULAR_TITLE, TABULAR_INCLUSION -> 2;
            case NEOPLASM_TABLE, EXTERNAL_CAUSE_INDEX -> 3;
        };
    }

    /** The words that name a condition: the main terms of the Index, and what is a term by itself. */
    private static Set<String> heads(CodeSet codeSet, List<Phrase> phrases) {
        Set<String> heads = new HashSet<>();
        for (Phrase phrase : phrases) {
            if (phrase.words().size() == 1) {
                heads.add(phrase.words().get(0));
            }
        }
        for (IndexEntry main : codeSet.index()) {
            // "Palate, see condition": a part of the body.
            boolean part = main.see().map(see -> see.equals("condition")).orElse(false);
            List<String> title = allWords(main.title());
            if (!title.isEmpty() && !part) {
                heads.add(title.get(0));
            }
        }
        if (codeSet.index().isEmpty()) {
            heads.addAll(lastWords(phrases));
        }
        return heads;
    }

    /**
     * Without an Index: the words that most of their terms end with, "diabetes" in "type 2 diabetes". A term that goes on behind another,
     * as "major depressive disorder, recurrent, moderate" does, may count as ending where that one ends.
     */
    private static Set<String> lastWords(List<Phrase> phrases) {
        Set<List<String>> terms = new HashSet<>();
        phrases.forEach(phrase -> terms.add(phrase.words()));
        Map<String, Integer> whole = new HashMap<>();
        Map<String, Integer> begun = new HashMap<>();
        for (Phrase phrase : phrases) {
            List<String> words = phrase.words();
            int last = words.size() - 1;
            count(words, last, whole);
            for (int end = words.size() - 1; end > 1; end--) {
                last = terms.contains(words.subList(0, end)) ? end - 1 : last;
            }
            count(words, last, begun);
        }
        Set<String> heads = new HashSet<>(whole.keySet());
        heads.addAll(begun.keySet());
        heads.removeIf(word -> whole.getOrDefault(word, -1) < 0 && begun.getOrDefault(word, -1) < 0);
        return heads;
    }

    private static void count(List<String> words, int last, Map<String, Integer> balance) {
        for (int i = 0; i <= last; i++) {
            balance.merge(words.get(i), i == last ? 1 : -1, Integer::sum);
        }
    }

    private static void collectNonessential(IndexEntry entry, Set<String> into) {
        for (String nonessential : entry.nonessential()) {
            List<String> said = allWords(nonessential);
            if (said.size() == 1) {
                into.add(said.get(0));
            }
        }
        entry.subterms().forEach(below -> collectNonessential(below, into));
    }

    private WordClass wordClass(String form, Set<String> heads, Set<String> nonessential) {
        if (form.equals("and") || form.equals("or")) {
            return WordClass.JOINS;
        }
        if (SmallWords.contains(form)) {
            return WordClass.SMALL;
        }
        if (Side.ofWord(form).isPresent()) {
            return WordClass.SIDE;
        }
        if (modifiers.lists(form)) {
            return WordClass.MODIFIER;
        }
        if (heads.contains(form) && !modifiers.looksLikeOne(form)) {
            return WordClass.HEAD;
        }
        return modifiers.looksLikeOne(form) || nonessential.contains(form) && !modifiers.refuses(form)
                ? WordClass.MODIFIER
                : WordClass.OTHER;
    }

    /** What is known of a word in normal form. */
    Word word(String form) {
        Word known = recent.get(form);
        if (known != null) {
            return known;
        }
        Word found = find(form);
        recent.put(form, found);
        return found;
    }

    private Word find(String form) {
        Word known = words.get(form);
        if (known != null) {
            return known;
        }
        Optional<Word> measure = measure(form);
        if (measure.isPresent()) {
            return measure.get();
        }
        Optional<String> meant = spelling.correct(form);
        if (meant.isPresent()) {
            return words.getOrDefault(meant.get(), Word.unknown(WordClass.OTHER));
        }
        return Word.unknown(wordClass(form, Set.of(), Set.of()));
    }

    /** "31.2" is 31 and something; "20w4d" is 20 weeks of gestation. */
    private Optional<Word> measure(String form) {
        int digits = 0;
        while (digits < form.length() && Character.isDigit(form.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 2 || digits == form.length()) {
            return Optional.empty();
        }
        Optional<Word.Reading> reading = Optional.empty();
        if (form.charAt(digits) == '.') {
            reading = reading(form.substring(0, digits));
        } else if (form.charAt(digits) == 'w' && (form.endsWith("d") || form.endsWith("w") || form.endsWith("wk"))) {
            reading = reading(form.substring(0, digits), "week", "gestation");
        }
        return reading.map(one -> new Word(Word.UNKNOWN, WordClass.MODIFIER, new Word.Reading[] {one}));
    }

    private Optional<Word.Reading> reading(String... forms) {
        int[] read = new int[forms.length];
        for (int i = 0; i < forms.length; i++) {
            Word word = words.get(forms[i]);
            if (word == null || word.number() == Word.UNKNOWN) {
                return Optional.empty();
            }
            read[i] = word.number();
        }
        return Optional.of(new Word.Reading(read, read.length > 1, new TermEntry[0]));
    }

    boolean looksLikeAdjective(String form) {
        return modifiers.looksLikeOne(form);
    }

    WordSetTrie trie() {
        return trie;
    }

    /** The terms of a value of the trie, in order of precedence. */
    TermEntry[] entries(int value) {
        return entries.get(value);
    }

    /** Whether a word is a number or a letter: "type 2", "hepatitis B". It stands behind the word that it counts. */
    boolean isOrdinal(int word) {
        return ordinals.get(word);
    }

    /** Whether the order of a term's words must be that of print: "without" takes what stands behind it. */
    boolean orderMatters(TermEntry entry) {
        for (int word : entry.words()) {
            if (word == without) {
                return true;
            }
        }
        return false;
    }
}
