package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.coding.attribute.Phase;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.Concept;

/**
 * A code or header and what its title says, read once to be compared with many notes.
 *
 * @param code with its dot
 * @param title in lower case
 * @param words of the title in normal form, in order
 * @param side that it names
 */
record Title(String code, String title, List<String> words, Optional<Side> side) {

    private static final String UNSPECIFIED = "unspecified";
    private static final List<String> SEVERITIES = List.of("mild", "moderate", "severe", "extreme", "profound");

    static Title of(Concept concept) {
        String title = concept.display().toLowerCase(Locale.ROOT);
        return new Title(concept.code(), title, words(title), Side.of(title));
    }

    /** The words of a title in normal form, in order. */
    static List<String> words(String title) {
        return Tokenizer.tokens(title).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .toList();
    }

    /** How well it says what a note says. Weights by judgement: a stated axis outweighs a default, a default outweighs a shared word. */
    int score(Attributes attributes) {
        int score = attributes.wordsIn(words);
        if (side.isPresent()) {
            score += side.equals(attributes.side(words)) ? 6 : -6;
        }
        if (title.contains("trimester") && !title.contains("unspecified trimester")) {
            boolean said =
                    attributes.trimester().map(one -> one.standsIn(title)).orElse(false);
            score += said ? 6 : -6;
        }
        score += attributes.phase().standsIn(title) ? 4 : 0;
        score += ofAbsence(attributes);
        score += ofSeverity(attributes);
        score += ofFracture(attributes);
        if (title.contains(UNSPECIFIED) || title.contains("without complication") || title.contains("uncomplicated")) {
            score += 3;
        }
        if (title.startsWith("other ") || title.contains("other specified") || title.contains("elsewhere classified")) {
            score -= 1;
        }
        return score;
    }

    /** A stated severity outweighs the default. */
    private int ofSeverity(Attributes attributes) {
        int score = 0;
        for (String severity : SEVERITIES) {
            score += title.contains(severity) && attributes.says(severity) ? 4 : 0;
        }
        return score;
    }

    /** What a title has only "without" something holds unless the sentence names it: nothing is there that is not documented. */
    private int ofAbsence(Attributes attributes) {
        int without = words.lastIndexOf("without");
        if (without < 0) {
            return 0;
        }
        boolean named = attributes.wordsIn(words.subList(without + 1, words.size())) > 0;
        boolean denied = attributes.says("no") || attributes.says("without");
        return named && !denied ? -2 : 2;
    }

    /** Closed and displaced unless the note says otherwise (I.C.19.c); healing as it should, unless it does not. */
    private int ofFracture(Attributes attributes) {
        int score = 0;
        if (title.contains("open fracture")) {
            score += attributes.says("open") ? 3 : -3;
        }
        if (title.contains("nondisplaced")) {
            score += attributes.says("nondisplaced") ? 3 : -2;
        }
        if (title.contains("delayed healing") || title.contains("nonunion") || title.contains("malunion")) {
            boolean said = attributes.says("delayed") || attributes.says("nonunion") || attributes.says("malunion");
            score -= said ? 0 : 3;
        }
        return title.contains("sequela") && attributes.phase() != Phase.SEQUELA ? score - 3 : score;
    }
}
