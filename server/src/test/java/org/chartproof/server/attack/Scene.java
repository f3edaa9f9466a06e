package org.chartproof.server.attack;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who and what is there when the attacks are tried: fills in the words in braces of a request. */
final class Scene {

    /** Words of the charts that nobody unentitled may ever see, in no answer and no log. */
    static final Map<String, String> SECRETS = Map.of(
            "family", "Quillfeather",
            "given", "Zephyrine",
            "number", "MRN-77120-Q",
            "note", "Confides a fear of lighthouses");

    private static final Pattern WORD = Pattern.compile("\\{(repeat (\\d+) ([^}]*)|[a-z][a-z :./-]*)}");

    private static final String TOKEN = "token ";

    private final Map<String, String> words;
    private final UnaryOperator<String> tokens;

    /**
     * @param words  by the name that stands in braces
     * @param tokens of whoever asks, by what they are called
     */
    Scene(Map<String, String> words, UnaryOperator<String> tokens) {
        this.words = Map.copyOf(words);
        this.tokens = tokens;
    }

    /** A request as somebody sends it: with their token, unless it shows one already. */
    String request(String text, String as) {
        String filled = fill(text);
        if (as.equals("nobody") || filled.contains("\nAuthorization:")) {
            return filled;
        }
        return filled.stripTrailing()
                .replaceFirst("HTTP/1\\.1(?=~|\n|$)", "HTTP/1.1\nAuthorization: Bearer " + tokens.apply(as));
    }

    String fill(String text) {
        Matcher matcher = WORD.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = matcher.group(2) == null
                    ? word(matcher.group(1))
                    : matcher.group(3).replace('~', '\n').repeat(Integer.parseInt(matcher.group(2)));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private String word(String name) {
        String value = name.startsWith(TOKEN) ? tokens.apply(name.substring(TOKEN.length())) : words.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no '" + name + "' in the scene");
        }
        return value;
    }
}
