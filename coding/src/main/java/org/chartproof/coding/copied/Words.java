package org.chartproof.coding.copied;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chartproof.coding.Note;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/** The words of a note that copying keeps: all but the numbers of dates and times, which a template fills anew. */
final class Words {

    private final Note note;
    private final String[] forms;
    private final int[] begins;
    private final int[] ends;

    private Words(Note note, String[] forms, int[] begins, int[] ends) {
        this.note = note;
        this.forms = forms;
        this.begins = begins;
        this.ends = ends;
    }

    static Words of(Note note) {
        List<Token> tokens = Tokenizer.tokens(note.text().text());
        List<Token> words = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord() && !partOfDateOrTime(tokens, i)) {
                words.add(tokens.get(i));
            }
        }
        return new Words(
                note,
                words.stream().map(Token::form).toArray(String[]::new),
                words.stream().mapToInt(Token::begin).toArray(),
                words.stream().mapToInt(Token::end).toArray());
    }

    private static boolean partOfDateOrTime(List<Token> tokens, int at) {
        return isNumber(tokens, at) && (joined(tokens, at, 1) || joined(tokens, at, -1));
    }

    private static boolean joined(List<Token> tokens, int at, int step) {
        if (!isNumber(tokens, at + 2 * step)) {
            return false;
        }
        String mark = tokens.get(at + step).form();
        return mark.equals(":") || mark.equals("/") || mark.equals("-");
    }

    private static boolean isNumber(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).form().chars().allMatch(Character::isDigit);
    }

    Note note() {
        return note;
    }

    List<String> forms() {
        return List.of(forms);
    }

    int size() {
        return forms.length;
    }

    String form(int word) {
        return forms[word];
    }

    int begin(int word) {
        return begins[word];
    }

    int end(int word) {
        return ends[word];
    }

    /** The word that a character belongs to or stands behind; -1 before the first. */
    int wordAt(int character) {
        int found = Arrays.binarySearch(begins, character);
        return found >= 0 ? found : -found - 2;
    }
}
