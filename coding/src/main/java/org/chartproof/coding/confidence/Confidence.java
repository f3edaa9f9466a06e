package org.chartproof.coding.confidence;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.terminology.Term;

/**
 * How sure a code is, 0..1: from the section it stands in, the book that its term comes from, how clearly the note asserts it, how
 * often it is said, and what was left open. Weights set by judgement: uncalibrated, an order rather than a probability until they
 * are fitted on reviewed claims.
 */
public final class Confidence {

    private static final double MORE_THAN_ONCE = 0.03;
    private static final double LEFT_OPEN = 0.10;
    private static final double UNCERTAIN = 0.12;
    private static final double RESOLVED = 0.05;
    private static final double FLATTENED_TERM = 0.02;
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 0.98;

    private Confidence() {}

    /** The confidence of a code, given what supports it: that of its surest mention, a little more if there are several. */
    public static double of(List<Candidate> support) {
        double best = support.stream().mapToDouble(Confidence::of).max().orElse(0);
        boolean repeated = support.size() > 1;
        boolean open =
                support.stream().allMatch(candidate -> candidate.missingAxis().isPresent());
        double confidence = best + (repeated ? MORE_THAN_ONCE : 0) - (open ? LEFT_OPEN : 0);
        return Math.max(LOWEST, Math.min(HIGHEST, confidence));
    }

    /** What made it so, for a trace. */
    public static String told(List<Candidate> support) {
        String section = support.stream()
                .max(Comparator.comparingDouble(Confidence::of))
                .map(best -> best.section().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("none");
        return support.size() + " mention(s), best section " + section;
    }

    /** Of the whole claim: no surer than its least sure code. Not the product, since doubts of one note go together. */
    public static double ofClaim(List<Double> codes) {
        return codes.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }

    private static double of(Candidate candidate) {
        return bySection(candidate) - byTerm(candidate.source()) - byAssertion(candidate.assertion());
    }

    private static double bySection(Candidate candidate) {
        return switch (candidate.section().weight()) {
            case PRINCIPAL -> 0.97;
            case ASSESSMENT -> 0.94;
            case PLAN -> 0.82;
            case REASON -> 0.78;
            case NARRATIVE -> 0.75;
            case HISTORY -> 0.80;
            case FINDING -> 0.60;
            case FAMILY, NONE -> 0.40;
        };
    }

    /** A term put together from a path of the Index can say in running text what the path does not mean. */
    private static double byTerm(Term.Source source) {
        return switch (source) {
            case LEXICON, TABULAR_TITLE, TABULAR_INCLUSION -> 0;
            case INDEX, NEOPLASM_TABLE, EXTERNAL_CAUSE_INDEX -> FLATTENED_TERM;
        };
    }

    private static double byAssertion(Assertion assertion) {
        if (assertion instanceof Assertion.Uncertain) {
            return UNCERTAIN;
        }
        return assertion instanceof Assertion.Resolved ? RESOLVED : 0;
    }
}
