package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.token.Token;

/** The stretch of a sentence that a word stands in: from one comma, semicolon or colon to the next. */
final class Segments {

    private Segments() {}

    /** The first token of the stretch. */
    static int begin(List<Token> tokens, int token) {
        int at = token;
        while (at > 0 && !parts(tokens.get(at - 1))) {
            at--;
        }
        return at;
    }

    /** The last token of the stretch. */
    static int end(List<Token> tokens, int token) {
        int at = token;
        while (at + 1 < tokens.size() && !parts(tokens.get(at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean parts(Token token) {
        return token.kind() == Token.Kind.MARK
                && (token.form().equals(",")
                        || token.form().equals(";")
                        || token.form().equals(":"));
    }
}
