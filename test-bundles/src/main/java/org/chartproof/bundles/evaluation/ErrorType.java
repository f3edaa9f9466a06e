package org.chartproof.bundles.evaluation;

/** What went wrong with a code, as far as can be told without a person: where to begin looking. */
enum ErrorType {
    /** The category is right, the code is not: an axis too few, too many or another. Counted on the answer and on the label. */
    WRONG_SPECIFICITY("wrong specificity"),
    /** A candidate of the category was there and was dropped; the detail names the reason and the rule. */
    DROPPED("dropped"),
    /** The words of the label, where it names them, carry codes of another category. */
    WRONG_CATEGORY("wrong category"),
    /** Nothing of the category was found. */
    MISSED_MENTION("missed mention"),
    /** The labels forbid it; the detail says why: negated, of a relative ... */
    FORBIDDEN("forbidden"),
    /** It rests on words that no label rests on. */
    NOT_IN_THE_LABELS("not in the labels");

    private final String label;

    ErrorType(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
