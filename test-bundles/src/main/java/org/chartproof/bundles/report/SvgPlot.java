package org.chartproof.bundles.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plot over the unit square as inline SVG. Colours are the page's, so that they follow light and dark. */
final class SvgPlot {

    private static final List<String> COLOURS = List.of("var(--one)", "var(--two)", "var(--three)", "var(--four)");
    private static final int SIDE = 320;
    private static final int LEFT = 60;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int LEGEND_LINE = 18;

    private SvgPlot() {}

    static String of(Block.Plot plot) {
        int height = TOP + SIDE + BOTTOM + LEGEND_LINE * plot.series().size();
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                HtmlPage.escaped(plot.title()), LEFT + SIDE + 20, height, LEFT + SIDE + 20, height));
        grid(plot, svg);
        for (int i = 0; i < plot.series().size(); i++) {
            series(plot.series().get(i), COLOURS.get(i % COLOURS.size()), i, svg);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void grid(Block.Plot plot, StringBuilder svg) {
        for (int fifth = 0; fifth <= 5; fifth++) {
            double share = fifth / 5.0;
            svg.append(format(
                    "<path d=\"M%.1f %.1fH%.1fM%.1f %.1fV%.1f\" stroke=\"var(--faint)\"/>%n",
                    x(0), y(share), x(1), x(share), y(0), y(1)));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>%n", x(0) - 6, y(share) + 4, share));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.1f</text>%n", x(share), y(0) + 16, share));
        }
        if (plot.diagonal()) {
            svg.append(format(
                    "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"var(--ink)\" stroke-dasharray=\"4 4\"/>%n",
                    x(0), y(0), x(1), y(1)));
        }
        svg.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                x(0.5), y(0) + 36, HtmlPage.escaped(plot.across())));
        svg.append(format(
                "<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                y(0.5), HtmlPage.escaped(plot.up())));
    }

    private static void series(Block.Series series, String colour, int number, StringBuilder svg) {
        String line = series.points().stream()
                .map(point -> format("%.1f,%.1f", x(point[0]), y(point[1])))
                .collect(Collectors.joining(" "));
        svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", line, colour));
        if (series.marked()) {
            for (double[] point : series.points()) {
                svg.append(format(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x(point[0]), y(point[1]), colour));
            }
        }
        double legend = y(0) + BOTTOM + LEGEND_LINE * number;
        svg.append(format(
                "<path d=\"M%.1f %.1fh20\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                x(0), legend, colour, x(0) + 28, legend + 4, HtmlPage.escaped(series.name())));
    }

    private static double x(double share) {
        return LEFT + share * SIDE;
    }

    private static double y(double share) {
        return TOP + (1 - share) * SIDE;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
