package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.Term.Source;

/**
 * Collects terms and keeps one for each wording: lexicon before Index before Tabular before Neoplasm table; within one book the
 * wording nearest to what is printed, then the first in printed order.
 */
final class Vocabulary {

    private final CodeTable table;
    private final Set<String> notMentions;
    private final Map<String, Candidate> byWords = new HashMap<>();

    /** Wordings that mean several things: each sense has its own condition, so all are kept. */
    private final Map<String, List<Term>> senses = new HashMap<>();

    /**
     * Takes only terms whose code has a row in the table.
     *
     * @param notMentions wordings of the books that say nothing about a patient on their own; the lexicon may still have them,
     *     with a condition
     */
    Vocabulary(CodeTable table, Set<String> notMentions) {
        this.table = table;
        this.notMentions = notMentions;
    }

    /** @param distance how far the wording is from what is printed; 0 is as printed */
    private record Candidate(Term term, int distance) {}

    /**
     * Offers a term.
     *
     * @param words lower case, blanks folded
     * @param distance how far the wording is from what is printed; 0 is as printed
     */
    void offer(String words, String code, Source source, List<String> path, int distance) {
        offer(new Term(words, code, source, path, Term.Context.NONE), distance);
    }

    /** Offers a finished term. */
    void offer(Term term, int distance) {
        boolean unusable = term.source() != Source.LEXICON && notMentions.contains(term.words());
        if (unusable || term.words().length() < 2 || !table.has(term.code())) {
            return;
        }
        if (!term.requires().equals(Term.Context.NONE)) {
            senses.computeIfAbsent(term.words(), none -> new ArrayList<>()).add(term);
            return;
        }
        Candidate held = byWords.get(term.words());
        if (held == null || comesBefore(term, distance, held)) {
            byWords.put(term.words(), new Candidate(term, distance));
        }
    }

    /**
     * What was kept, sorted by wording. Where a wording has senses under conditions, only another lexicon term stands beside
     * them: the lexicon has said that the wording alone does not settle it.
     */
    List<Term> terms() {
        List<Term> terms = new ArrayList<>(byWords.size());
        for (Candidate candidate : byWords.values()) {
            boolean ambiguous = senses.containsKey(candidate.term().words());
            if (!ambiguous || candidate.term().source() == Source.LEXICON) {
                terms.add(candidate.term());
            }
        }
        senses.values().forEach(terms::addAll);
        terms.sort(Comparator.comparing(Term::words).thenComparing(Term::code));
        return List.copyOf(terms);
    }

    private static boolean comesBefore(Term term, int distance, Candidate held) {
        int order = precedence(term.source()) - precedence(held.term().source());
        return order < 0 || order == 0 && distance < held.distance();
    }

    private static int precedence(Source source) {
        return switch (source) {
            case LEXICON -> 0;
            case INDEX -> 1;
            case TABULAR_TITLE, TABULAR_INCLUSION -> 2;
            case NEOPLASM_TABLE, EXTERNAL_CAUSE_INDEX -> 3;
        };
    }
}
