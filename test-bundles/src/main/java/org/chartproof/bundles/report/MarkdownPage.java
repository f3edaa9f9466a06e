package org.chartproof.bundles.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page as Markdown. Plots become tables of their points. */
public final class MarkdownPage {

    private MarkdownPage() {}

    /** The page's text. */
    public static String of(List<Block> blocks) {
        return blocks.stream().map(MarkdownPage::block).collect(Collectors.joining("\n")) + "\n";
    }

    private static String block(Block block) {
        if (block instanceof Block.Heading heading) {
            return "#".repeat(heading.level()) + " " + heading.text() + "\n";
        }
        if (block instanceof Block.Paragraph paragraph) {
            return paragraph.text() + "\n";
        }
        if (block instanceof Block.Table table) {
            return table(table);
        }
        if (block instanceof Block.Plot plot) {
            return plot.series().stream()
                    .map(series -> table(points(plot, series)))
                    .collect(Collectors.joining("\n"));
        }
        Block.Quoted quoted = (Block.Quoted) block;
        return "<details><summary>" + quoted.summary() + "</summary>\n\n```\n" + quoted.text() + "```\n\n</details>\n";
    }

    private static Block.Table points(Block.Plot plot, Block.Series series) {
        return new Block.Table(
                List.of(plot.title() + ", " + series.name() + ": " + plot.across(), plot.up()),
                series.points().stream()
                        .map(point -> List.of(share(point[0]), share(point[1])))
                        .toList());
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String table(Block.Table table) {
        String rule = "|---".repeat(table.header().size()) + "|\n";
        return row(table.header())
                + rule
                + table.rows().stream().map(MarkdownPage::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return "| " + cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |\n";
    }
}
