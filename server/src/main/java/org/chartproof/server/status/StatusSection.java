package org.chartproof.server.status;

import java.util.List;

/**
 * A part of the status page.
 *
 * @param title such as {@code Code sets}
 * @param lines what it says, in order
 */
public record StatusSection(String title, List<Line> lines) {
    public StatusSection {
        lines = List.copyOf(lines);
    }

    /**
     * One line of it.
     *
     * @param label what is told
     * @param value the figure or words; nothing about a patient
     * @param tone  whether the operator should look twice
     */
    public record Line(String label, String value, Tone tone) {
        /**
         * @param label what is told
         * @param value the figure or words
         */
        public Line(String label, String value) {
            this(label, value, Tone.PLAIN);
        }
    }

    /** How a line is shown. */
    public enum Tone {
        PLAIN,
        GOOD,
        ATTENTION
    }
}
