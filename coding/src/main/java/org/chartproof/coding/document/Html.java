package org.chartproof.coding.document;

import java.nio.charset.Charset;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The text of HTML as a reader sees it: blocks, list items and table rows on lines of their own, cells parted by tabs. */
final class Html {

    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> KEEP_LINES = Set.of("pre", "textarea");

    private Html() {}

    static Reading read(byte[] content, Charset charset) {
        Document document = Jsoup.parse(PlainText.decode(content, charset));
        document.select("script, style, head, template, noscript").remove();
        return DocumentReader.found(text(document.body()));
    }

    private static String text(Element body) {
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode words) {
                            append(text, words);
                        } else if (node instanceof Element element) {
                            begin(text, element);
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element element && element.isBlock()) {
                            breakLine(text);
                        }
                    }
                },
                body);
        return text.toString();
    }

    private static void begin(StringBuilder text, Element element) {
        if (element.normalName().equals("br")) {
            text.append('\n');
        } else if (CELLS.contains(element.normalName())) {
            if (element.previousElementSibling() != null) {
                text.append('\t');
            }
        } else if (element.isBlock()) {
            breakLine(text);
        }
    }

    private static void append(StringBuilder text, TextNode words) {
        Element parent = words.parent();
        boolean keep = parent != null && (KEEP_LINES.contains(parent.normalName()) || parent.closest("pre") != null);
        if (keep) {
            text.append(words.getWholeText());
            return;
        }
        String shown = words.getWholeText().replaceAll("\\s+", " ");
        boolean atLineStart = text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atLineStart ? shown.stripLeading() : shown);
    }

    private static void breakLine(StringBuilder text) {
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
