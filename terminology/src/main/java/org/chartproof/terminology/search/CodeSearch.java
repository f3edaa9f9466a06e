package org.chartproof.terminology.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Term;

/**
 * Finds billable codes of one release while a person types: by the beginning of a code with or without its dot, by beginnings of words
 * in any order, by abbreviation and by every wording that the Alphabetic Index, the Tabular List and the lexicon have for a code. A slip
 * in a longer word is forgiven where nothing else has that word. Immutable, safe for any number of threads.
 */
public final class CodeSearch {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][0-9][0-9A-Za-z]?(\\.?[0-9A-Za-z]{0,4})");

    /** A wording that leads to a header stands for what is below it, within reason. */
    private static final int MOST_BELOW_HEADER = 60;

    /** How much worse than its own wording a code is found by that of a header above it. */
    private static final int BELOW_HEADER = 4;

    private static final int WORD_TOO_MANY = 2;
    private static final int BETTER_THAN_ALL_WORDINGS = -100;
    private static final int THE_VERY_WORDS = -50;
    private static final int WORST_SOURCE = 3;
    private static final int WORST = WORD_TOO_MANY * Byte.MAX_VALUE + WORST_SOURCE + BELOW_HEADER;
    private static final int NOT_FOUND = Integer.MAX_VALUE;

    private final List<BillableCode> codes;
    private final String[] plainCodes;
    private final List<String> wordings = new ArrayList<>();

    /** Those of the books and the lexicon; their wordings stand behind the titles. */
    private final List<Term> terms;

    private final WordIndex index;

    /** For each wording: its code's place among the codes, or {@code -1 - place} in {@link #belowHeaders}. */
    private final int[] targets;

    private final byte[] wordCounts;
    private final byte[] sourcePenalties;
    private final List<int[]> belowHeaders = new ArrayList<>();

    /** Prepares a release: about a second for the full ICD-10-CM. */
    public CodeSearch(CodeSet codeSet) {
        codes = codeSet.codes().stream().sorted().toList();
        plainCodes = codes.stream().map(code -> plain(code.value())).toArray(String[]::new);
        terms = codeSet.terms();
        int most = codes.size() + terms.size();
        int[] target = new int[most];
        wordCounts = new byte[most];
        sourcePenalties = new byte[most];
        WordIndex.Builder builder = new WordIndex.Builder();
        for (int place = 0; place < codes.size(); place++) {
            target[wordings.size()] = place;
            add(builder, codes.get(place).display(), 0);
        }
        Map<String, Integer> headers = new HashMap<>();
        for (Term term : terms) {
            int place = Arrays.binarySearch(plainCodes, plain(term.code()));
            target[wordings.size()] =
                    place >= 0 ? place : -1 - headers.computeIfAbsent(plain(term.code()), this::belowHeader);
            add(builder, term.words(), penalty(term.source()));
        }
        targets = target;
        index = builder.build();
    }

    /**
     * A code that was found.
     *
     * @param code it
     * @param wording what it was found by: its title, a term of the books or of the lexicon, or the code itself
     * @param term the term of that wording; empty where it was found by its title or itself
     */
    public record Hit(BillableCode code, String wording, Optional<Term> term) {

        /** The header that the term leads to, where it leads to one: the code is one of those below it. */
        public Optional<String> header() {
            return term.map(Term::code).filter(found -> !plain(found).equals(plain(code.value())));
        }
    }

    /**
     * A page of what was found.
     *
     * @param total how many codes were found in all
     * @param hits those of the page, best first
     */
    public record Page(int total, List<Hit> hits) {
        public Page {
            hits = List.copyOf(hits);
        }
    }

    /**
     * Finds codes among all.
     *
     * @see #find(String, String, int, int)
     */
    public Page find(String typed, int offset, int count) {
        return find(typed, "", offset, count);
    }

    /**
     * Finds codes.
     *
     * @param typed a beginning of a code, or words or beginnings of words in any order; blank: every code in order
     * @param root the code or category, with its dot, that they begin with; empty: any
     * @param offset how many of the best to leave out, 0 or more
     * @param count how many to answer at most, 0 or more
     */
    public Page find(String typed, String root, int offset, int count) {
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException("offset and count are 0 or more: " + offset + ", " + count);
        }
        int[] scores = new int[codes.size()];
        int[] by = new int[codes.size()];
        Arrays.fill(scores, NOT_FOUND);
        List<String> words = WordIndex.wordsOf(typed);
        if (CODE.matcher(typed.strip()).matches() || words.isEmpty()) {
            byCode(plain(typed.strip()), scores, by);
        }
        if (!words.isEmpty()) {
            byWords(typed, words, scores, by);
        }
        int[] found = best(scores, root);
        List<Hit> hits = new ArrayList<>();
        for (int i = offset; i < found.length && hits.size() < count; i++) {
            int place = found[i];
            boolean byItself = scores[place] == BETTER_THAN_ALL_WORDINGS;
            boolean byTerm = !byItself && by[place] >= codes.size();
            hits.add(new Hit(
                    codes.get(place),
                    byItself ? codes.get(place).value() : wordings.get(by[place]),
                    byTerm ? Optional.of(terms.get(by[place] - codes.size())) : Optional.empty()));
        }
        return new Page(found.length, hits);
    }

    private void byCode(String beginning, int[] scores, int[] by) {
        int at = Arrays.binarySearch(plainCodes, beginning);
        for (int place = at < 0 ? -at - 1 : at;
                place < plainCodes.length && plainCodes[place].startsWith(beginning);
                place++) {
            scores[place] = BETTER_THAN_ALL_WORDINGS;
            by[place] = place;
        }
    }

    private void byWords(String typed, List<String> words, int[] scores, int[] by) {
        BitSet texts = index.textsWith(words.get(0));
        for (int i = 1; i < words.size() && !texts.isEmpty(); i++) {
            texts.and(index.textsWith(words.get(i)));
        }
        String stripped = typed.strip();
        int[] headerScores = new int[belowHeaders.size()];
        Arrays.fill(headerScores, NOT_FOUND);
        for (int text = texts.nextSetBit(0); text >= 0; text = texts.nextSetBit(text + 1)) {
            int score = WORD_TOO_MANY * Math.max(0, wordCounts[text] - words.size()) + sourcePenalties[text];
            if (wordCounts[text] == words.size() && wordings.get(text).equalsIgnoreCase(stripped)) {
                score += THE_VERY_WORDS;
            }
            int target = targets[text];
            if (target >= 0) {
                offer(target, score, text, scores, by);
            } else if (score < headerScores[-1 - target]) {
                // A wording no better than an earlier one of the same header changes nothing below it: a letter finds
                // thousands of those.
                headerScores[-1 - target] = score;
                for (int below : belowHeaders.get(-1 - target)) {
                    offer(below, score + BELOW_HEADER, text, scores, by);
                }
            }
        }
    }

    private static void offer(int place, int score, int text, int[] scores, int[] by) {
        if (score < scores[place]) {
            scores[place] = score;
            by[place] = text;
        }
    }

    /**
     * The places of what was found, best first; of equals in the order of the Tabular List. Scores are few, so that places are counted
     * into them rather than compared: a single letter finds tens of thousands of codes.
     */
    private int[] best(int[] scores, String root) {
        int[] begins = new int[WORST - BETTER_THAN_ALL_WORDINGS + 2];
        for (int place = 0; place < scores.length; place++) {
            if (scores[place] != NOT_FOUND
                    && !root.isEmpty()
                    && !codes.get(place).value().startsWith(root)) {
                scores[place] = NOT_FOUND;
            }
            if (scores[place] != NOT_FOUND) {
                begins[scores[place] - BETTER_THAN_ALL_WORDINGS + 1]++;
            }
        }
        for (int i = 1; i < begins.length; i++) {
            begins[i] += begins[i - 1];
        }
        int[] found = new int[begins[begins.length - 1]];
        for (int place = 0; place < scores.length; place++) {
            if (scores[place] != NOT_FOUND) {
                found[begins[scores[place] - BETTER_THAN_ALL_WORDINGS]++] = place;
            }
        }
        return found;
    }

    private void add(WordIndex.Builder builder, String wording, int penalty) {
        int text = wordings.size();
        List<String> words = WordIndex.wordsOf(wording);
        words.forEach(word -> builder.add(word, text));
        wordCounts[text] = (byte) Math.min(words.size(), Byte.MAX_VALUE);
        sourcePenalties[text] = (byte) penalty;
        wordings.add(wording);
    }

    /** The billable codes below a header, as a place in {@link #belowHeaders}. */
    private int belowHeader(String plainHeader) {
        int at = Arrays.binarySearch(plainCodes, plainHeader);
        int first = at < 0 ? -at - 1 : at;
        int end = first;
        while (end < plainCodes.length && end - first < MOST_BELOW_HEADER && plainCodes[end].startsWith(plainHeader)) {
            end++;
        }
        int[] below = new int[end - first];
        Arrays.setAll(below, i -> first + i);
        belowHeaders.add(below);
        return belowHeaders.size() - 1;
    }

    /** What the books print of one kind of thing goes before what was put together from it. */
    private static int penalty(Term.Source source) {
        return switch (source) {
            case LEXICON, TABULAR_TITLE -> 0;
            case TABULAR_INCLUSION, INDEX -> 1;
            case NEOPLASM_TABLE, EXTERNAL_CAUSE_INDEX -> WORST_SOURCE;
        };
    }

    private static String plain(String code) {
        return CodeTable.withDot(code).replace(".", "").toUpperCase(Locale.ROOT);
    }
}
