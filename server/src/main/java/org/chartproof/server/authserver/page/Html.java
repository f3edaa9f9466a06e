package org.chartproof.server.authserver.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * A piece of HTML.
 *
 * @param text in which all that came from outside is escaped
 */
public record Html(String text) {
    /** Text that is no HTML. */
    public static Html escaped(String text) {
        return new Html(HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()));
    }

    /** Nothing. */
    public static Html none() {
        return new Html("");
    }

    /**
     * A template with its places filled.
     *
     * @param name   of a file beside this class
     * @param places by the names that stand in the file as {@code {{name}}}
     */
    static Html template(String name, Map<String, Html> places) {
        String text = file(name);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        // Left to right and once: what is filled in is no template.
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            int close = text.indexOf("}}", open);
            Html value = places.get(text.substring(open + 2, close));
            if (value == null) {
                throw new IllegalArgumentException(name + ": nothing for " + text.substring(open, close + 2));
            }
            filled.append(text, from, open).append(value.text());
            from = close + 2;
        }
        return new Html(filled.append(text, from, text.length()).toString());
    }

    static String file(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
