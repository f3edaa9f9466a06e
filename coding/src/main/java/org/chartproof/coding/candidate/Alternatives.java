package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * "Left lower lobe atelectasis or pneumonia": a conclusion that leaves open which of two diseases it is has established neither, so
 * each is as uncertain as with "possible" (Guidelines II.D, II.H, IV.H). Signs are not parted so: one comes with "redness or swelling"
 * and may have both.
 */
final class Alternatives {

    private final List<Token> tokens;
    private final boolean concludes;
    private final List<Mention> mentions;

    /** @param mentions of the sentence, in order */
    Alternatives(Sentence sentence, List<Mention> mentions) {
        this.tokens = sentence.tokens();
        this.concludes = sentence.section().kind().weight().concludes();
        this.mentions = mentions;
    }

    /** The uncertainty of a mention that stands beside an alternative; empty where it does not. */
    Optional<Assertion> of(int number) {
        if (!concludes) {
            return Optional.empty();
        }
        return between(number - 1).or(() -> between(number));
    }

    /** The word that parts a mention from the next one as its alternative. */
    private Optional<Assertion> between(int number) {
        if (number < 0 || number + 1 >= mentions.size()) {
            return Optional.empty();
        }
        Mention one = mentions.get(number);
        Mention other = mentions.get(number + 1);
        String code = one.term().code();
        String otherCode = other.term().code();
        int at = other.firstToken() - 1;
        boolean parted = at > one.lastToken()
                && tokens.get(at).form().equals("or")
                && (at == one.lastToken() + 1 || isAndOr(one.lastToken() + 1, at));
        boolean diseases = !Categories.isSymptom(code) && !Categories.isSymptom(otherCode);
        boolean alike = code.regionMatches(0, otherCode, 0, 3);
        return parted && diseases && !alike
                ? Optional.of(new Assertion.Uncertain(
                        new Cue(tokens.get(at).begin(), tokens.get(at).end())))
                : Optional.empty();
    }

    private boolean isAndOr(int first, int or) {
        return or == first + 2
                && tokens.get(first).form().equals("and")
                && tokens.get(first + 1).form().equals("/");
    }
}
