package org.chartproof.coding.document;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** The text of HTML as a reader sees it: blocks, list items and table rows on lines of their own, cells parted by tabs. */
final class Html {

    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> KEEP_LINES = Set.of("pre", "textarea");
    private static final Set<String> NOT_SHOWN = Set.of("script", "style", "head", "template", "noscript");

    /** Each tag costs some 500 bytes; a page with more is no note. */
    private static final int MOST_TAGS = 500_000;

    /** No name of an entity is longer, with ampersand and semicolon. */
    private static final int LONGEST_ENTITY = 40;

    private Html() {}

    static Reading read(byte[] content, Charset charset) {
        String source = PlainText.decode(content, charset);
        if (source.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            return new Reading.Unreadable("The HTML has more than " + MOST_TAGS + " tags.");
        }
        Document document = Jsoup.parse(source, Parser.htmlParser().setTrackPosition(true));
        Layout layout = new Layout(source);
        NodeTraversor.filter(layout, document.body());
        return DocumentReader.found(layout.text, SourcePlace.InText::new);
    }

    /** Walks the page without recursion, in time linear in its nodes. */
    private static final class Layout implements NodeFilter {

        private final String source;
        private final MappedText text = new MappedText();
        private final Map<String, String> meanings = new HashMap<>();
        private int keepingLines;
        private int reached;

        Layout(String source) {
            this.source = source;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words);
            } else if (node instanceof Element element) {
                if (NOT_SHOWN.contains(element.normalName())) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                begin(element);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                keepingLines -= KEEP_LINES.contains(element.normalName()) ? 1 : 0;
                if (element.isBlock() && !CELLS.contains(element.normalName())) {
                    text.breakLine(reached);
                }
            }
            return FilterResult.CONTINUE;
        }

        private void begin(Element element) {
            int start = element.sourceRange().startPos();
            reached = Math.max(reached, start);
            keepingLines += KEEP_LINES.contains(element.normalName()) ? 1 : 0;
            if (element.normalName().equals("br")) {
                text.append('\n', reached);
            } else if (CELLS.contains(element.normalName())) {
                if (!text.isEmpty() && text.last() != '\n') {
                    text.append('\t', reached);
                }
            } else if (element.isBlock()) {
                text.breakLine(reached);
            }
        }

        /** A text node, character by character beside its source: an entity is one character or two that stand at its ampersand. */
        private void append(TextNode node) {
            String words = node.getWholeText();
            int at = Math.max(0, node.sourceRange().startPos());
            int to = 0;
            while (to < words.length()) {
                int from = Math.min(at, source.length() - 1);
                String entity = source.charAt(from) == '&' ? entityAt(from) : "";
                String meant = entity.isEmpty() ? "" : meaning(entity);
                boolean read = !meant.isEmpty() && words.startsWith(meant, to);
                int count = read ? meant.length() : 1;
                for (int i = 0; i < count; i++) {
                    put(words.charAt(to + i), from);
                }
                to += count;
                at = from + (read ? entity.length() : 1);
            }
            reached = Math.max(reached, at);
        }

        private String meaning(String entity) {
            return meanings.computeIfAbsent(entity, unknown -> Parser.unescapeEntities(unknown, false));
        }

        private String entityAt(int ampersand) {
            int end = ampersand + 1;
            int most = Math.min(source.length(), ampersand + LONGEST_ENTITY);
            while (end < most && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '#')) {
                end++;
            }
            return source.substring(ampersand, end < most && source.charAt(end) == ';' ? end + 1 : end);
        }

        private void put(char c, int position) {
            if (keepingLines > 0) {
                text.append(c, position);
            } else {
                text.appendFlowing(c, position);
            }
        }
    }
}
