package org.chartproof.server.cdshooks;

import java.util.List;

/**
 * A question to a clinician that nobody has answered.
 *
 * @param issue id of its DetectedIssue
 * @param axis what the documentation leaves open, in words, such as {@code stage}
 * @param question in neutral words that suggest no answer
 * @param about what the code says that was given for want of an answer
 * @param words of the notes that it is about
 * @param patient id here
 * @param encounter id here
 */
record OpenQuery(
        String issue,
        String axis,
        String question,
        String about,
        List<String> words,
        String patient,
        String encounter) {

    OpenQuery {
        words = List.copyOf(words);
    }
}
