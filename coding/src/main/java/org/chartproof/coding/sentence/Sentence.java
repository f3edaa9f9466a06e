package org.chartproof.coding.sentence;

import java.util.List;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.token.Token;

/**
 * A sentence or list item.
 *
 * @param section where it stands
 * @param tokens its words and marks
 */
public record Sentence(Section section, List<Token> tokens) {
    public Sentence {
        tokens = List.copyOf(tokens);
    }
}
