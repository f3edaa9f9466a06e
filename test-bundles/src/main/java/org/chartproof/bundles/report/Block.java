package org.chartproof.bundles.report;

import java.util.List;

/** A part of a page. */
public sealed interface Block {

    /** A heading; level 1 is the page's title. */
    record Heading(int level, String text) implements Block {}

    /** Running text. */
    record Paragraph(String text) implements Block {}

    /** A table; the first column names the row, the others hold figures. */
    record Table(List<String> header, List<List<String>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Lines and points over 0..1 in both directions.
     *
     * @param diagonal whether to draw where both are equal
     */
    record Plot(String title, String across, String up, boolean diagonal, List<Series> series) implements Block {
        public Plot {
            series = List.copyOf(series);
        }
    }

    /**
     * One line of a plot.
     *
     * @param points {@code {x, y}}, 0..1
     * @param marked whether each point is marked as well
     */
    record Series(String name, List<double[]> points, boolean marked) {}

    /**
     * Text to the letter, shown when asked for.
     *
     * @param summary what it is
     */
    record Quoted(String summary, String text) implements Block {}
}
