package org.chartproof.coding.assertion;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * Sentences that tell a patient what to come back or to call for: "Return fever, vomiting", "Call: drainage, swelling", "call the 24h line
 * for T > 101"; and what may go wrong: "Risks nerve injury 1%, hypocalcemia". What they list has not happened (Guidelines I.B.11).
 */
final class ReturnPrecautions {

    /** No visit or way back that the word can tell of: "return visit", "return to work", "call from the laboratory". */
    private static final Set<String> OTHER = Set.of(
            "of",
            "to",
            "in",
            "on",
            "visit",
            "for",
            "if",
            "with",
            "demo",
            "demonstration",
            "today",
            "after",
            "at",
            "as",
            "from",
            "back",
            "about",
            "re",
            "regarding",
            "placed",
            "made",
            "received",
            "schedule",
            "center",
            "light",
            "pt",
            "patient",
            "family",
            "wife",
            "husband",
            "mother",
            "mom",
            "father",
            "dad",
            "daughter",
            "son",
            "sister",
            "brother",
            "parent",
            "dr",
            "pcp",
            "pharmacy",
            "insurance",
            "lab");

    /** Whom a patient calls. */
    private static final Set<String> CALLED = Set.of(
            "line", "clinic", "office", "nurse", "team", "us", "me", "number", "hotline", "md", "doctor", "unit",
            "hospice", "np", "rn", "911", "service", "triage", "surgeon");

    /** How many words may name who is called. */
    private static final int NAMED = 6;

    private ReturnPrecautions() {}

    /** The token behind which the list stands; past any sentence if it begins with no such word. */
    static int from(List<Token> tokens) {
        int head = 0;
        while (head < tokens.size() && !tokens.get(head).isWord()) {
            head++;
        }
        if (head + 1 >= tokens.size()) {
            return Integer.MAX_VALUE;
        }
        if (isImperative(tokens.get(head), "risks")) {
            return head;
        }
        boolean call = isImperative(tokens.get(head), "call");
        if (!call && !isImperative(tokens.get(head), "return")) {
            return Integer.MAX_VALUE;
        }
        Token next = tokens.get(head + 1);
        boolean lists = next.isWord()
                ? !OTHER.contains(next.form())
                        && !Character.isDigit(next.form().charAt(0))
                        && !(call && CALLED.contains(next.form()))
                : next.form().equals(":");
        if (lists) {
            return head;
        }
        return call ? behindTheCalled(tokens, head) : Integer.MAX_VALUE;
    }

    private static int behindTheCalled(List<Token> tokens, int head) {
        boolean named = false;
        for (int i = head + 1; i < tokens.size() && i <= head + NAMED; i++) {
            String form = tokens.get(i).form();
            if (named && (form.equals("for") || form.equals("if") || form.equals("with"))) {
                return i;
            }
            named |= CALLED.contains(form);
        }
        return Integer.MAX_VALUE;
    }

    private static boolean isImperative(Token token, String verb) {
        return token.form().equals(WordForm.of(verb)) && token.end() - token.begin() == verb.length();
    }
}
