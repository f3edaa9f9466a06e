package org.chartproof.terminology;

import java.util.List;

/**
 * Words that a note may use, and the code or category that they lead to. The Alphabetic Index flattened (each path is a term),
 * the Tabular's titles and inclusion terms, and the lexicon: what the mention matcher looks for.
 *
 * @param words the words as a note would have them, lower case, e.g. {@code type 2 diabetes with retinopathy}
 * @param code the code or category, with its dot; may be a header that the Tabular step completes
 * @param source which book it comes from
 * @param path how a coder gets there, from the main term down, e.g. {@code [Diabetes, diabetic; type 2; with; retinopathy]}; for
 *     lexicon and Tabular terms a single element
 * @param requires conditions on the note for a term that means several things (an abbreviation such as MS); empty: none
 */
public record Term(String words, String code, Source source, List<String> path, Context requires) {

    /** Which book a term comes from. */
    public enum Source {
        INDEX,
        NEOPLASM_TABLE,
        EXTERNAL_CAUSE_INDEX,
        TABULAR_TITLE,
        TABULAR_INCLUSION,
        LEXICON
    }

    /**
     * Words of which at least one must stand near an ambiguous term (in the same note), and words that forbid it.
     *
     * @param any lower case; empty: no condition
     * @param none lower case; empty: no condition
     */
    public record Context(List<String> any, List<String> none) {
        /** No condition. */
        public static final Context NONE = new Context(List.of(), List.of());

        public Context {
            any = List.copyOf(any);
            none = List.copyOf(none);
        }
    }

    public Term {
        path = List.copyOf(path);
    }
}
