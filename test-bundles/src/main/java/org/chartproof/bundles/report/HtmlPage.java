package org.chartproof.bundles.report;

import java.util.List;
import java.util.stream.Collectors;

/** A page as one HTML file: style and plots inside, no script, nothing fetched; light or dark as the reader's system is. */
public final class HtmlPage {

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --faint: #d5d9de; --soft: #f4f5f7;
              --one: #0a58ca; --two: #b3431f; --three: #2c7a36; --four: #7a3fa0; }
            @media (prefers-color-scheme: dark) { :root { --ground: #15181c; --ink: #e4e7eb; --faint: #3a4048;
              --soft: #1e2227; --one: #6ea8fe; --two: #f0936f; --three: #74c080; --four: #c194e2; } }
            body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
              margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
            h2 { border-bottom: 1px solid var(--faint); margin-top: 2.5rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0; }
            th, td { border-bottom: 1px solid var(--faint); padding: .25rem .75rem; text-align: right;
              font-variant-numeric: tabular-nums; }
            th { background: var(--soft); }
            th:first-child, td:first-child { text-align: left; }
            pre { background: var(--soft); padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
            figure { display: inline-block; margin: 1rem 2rem 1rem 0; max-width: 100%%; }
            figcaption { font-weight: 600; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            </style>
            </head>
            <body>
            """;

    private HtmlPage() {}

    /** The page's text. */
    public static String of(List<Block> blocks) {
        String title = blocks.stream()
                .filter(Block.Heading.class::isInstance)
                .map(block -> ((Block.Heading) block).text())
                .findFirst()
                .orElse("Report");
        return HEAD.formatted(escaped(title))
                + blocks.stream().map(HtmlPage::block).collect(Collectors.joining("\n"))
                + "\n</body>\n</html>\n";
    }

    private static String block(Block block) {
        if (block instanceof Block.Heading heading) {
            return "<h%1$d>%2$s</h%1$d>".formatted(heading.level(), escaped(heading.text()));
        }
        if (block instanceof Block.Paragraph paragraph) {
            return "<p>" + escaped(paragraph.text()) + "</p>";
        }
        if (block instanceof Block.Table table) {
            return "<table>\n<thead>" + row("th", table.header()) + "</thead>\n<tbody>"
                    + table.rows().stream().map(cells -> row("td", cells)).collect(Collectors.joining())
                    + "</tbody>\n</table>";
        }
        if (block instanceof Block.Plot plot) {
            return "<figure><figcaption>" + escaped(plot.title()) + "</figcaption>\n" + SvgPlot.of(plot) + "</figure>";
        }
        Block.Quoted quoted = (Block.Quoted) block;
        return "<details><summary>" + escaped(quoted.summary()) + "</summary><pre>" + escaped(quoted.text())
                + "</pre></details>";
    }

    private static String row(String cell, List<String> cells) {
        return "<tr>"
                + cells.stream()
                        .map(text -> "<" + cell + ">" + escaped(text) + "</" + cell + ">")
                        .collect(Collectors.joining())
                + "</tr>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
