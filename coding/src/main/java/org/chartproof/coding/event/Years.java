package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/** Years as notes write them: {@code 2016}, {@code 4/2021}, {@code '98}. */
final class Years {

    private static final int NONE = 9999;
    private static final int CENTURY = 100;
    private static final int LAST_OF_LONG_AGO = 2019;

    private Years() {}

    /** Whether tokens name a year up to and with a given one. */
    static boolean anyUntil(List<Token> tokens, int last) {
        for (int i = 0; i < tokens.size(); i++) {
            if (at(tokens, i, last) <= last) {
                return true;
            }
        }
        return false;
    }

    /** Whether tokens name a year of long ago in four digits. */
    static boolean anyLongAgo(List<Token> tokens) {
        for (Token token : tokens) {
            if (WordForm.isYear(token.form()) && Integer.parseInt(token.form()) <= LAST_OF_LONG_AGO) {
                return true;
            }
        }
        return false;
    }

    private static int at(List<Token> tokens, int at, int last) {
        String form = tokens.get(at).form();
        if (WordForm.isYear(form)) {
            return Integer.parseInt(form);
        }
        boolean apostrophe = at > 0
                && tokens.get(at - 1).kind() == Token.Kind.JOINER
                && !tokens.get(at - 1).form().equals("/")
                && !tokens.get(at - 1).form().equals("-")
                && tokens.get(at - 1).end() == tokens.get(at).begin();
        if (apostrophe && form.length() == 2 && isNumber(form)) {
            int year = last / CENTURY * CENTURY + Integer.parseInt(form);
            return year > last + CENTURY / 10 ? year - CENTURY : year;
        }
        return NONE;
    }

    private static boolean isNumber(String form) {
        for (int i = 0; i < form.length(); i++) {
            if (!Character.isDigit(form.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
