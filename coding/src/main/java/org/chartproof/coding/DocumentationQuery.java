package org.chartproof.coding;

import java.util.List;

/**
 * A question to the author: the text does not settle an axis of a code (which eye, which stage), so the unspecified code was
 * given.
 *
 * @param code the unspecified code that was given
 * @param axis what is missing, e.g. {@code laterality}
 * @param question for the clinician, in neutral words that suggest no answer
 * @param evidence the words in question
 */
public record DocumentationQuery(String code, String axis, String question, List<Evidence> evidence) {
    public DocumentationQuery {
        evidence = List.copyOf(evidence);
    }
}
