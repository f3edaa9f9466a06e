package org.chartproof.hl7.out;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.hl7.message.Syntax;

/** One segment in the making: fields by number, as HL7 counts them. Empty fields at the end are left out. */
final class SegmentWriter {

    private static final Syntax SYNTAX = Syntax.USUAL;

    private final String name;
    private final List<String> fields = new ArrayList<>();

    SegmentWriter(String name) {
        this.name = name;
    }

    /** Sets a field of plain text. */
    SegmentWriter text(int number, String text) {
        return written(number, escaped(text));
    }

    /** Sets a field of components, given as plain text. */
    SegmentWriter components(int number, String... components) {
        return written(number, joined(components));
    }

    /** Sets a field of repetitions, each already written by {@link #joined}. */
    SegmentWriter repetitions(int number, List<String> repetitions) {
        return written(number, String.join(String.valueOf(SYNTAX.repetitionSeparator()), repetitions));
    }

    /** Sets a field that is already written: a component in it holds subcomponents. */
    SegmentWriter written(int number, String written) {
        while (fields.size() < number) {
            fields.add("");
        }
        fields.set(number - 1, written);
        return this;
    }

    /** Components as they stand in a field, without empty ones at the end. */
    static String joined(String... components) {
        StringBuilder joined = new StringBuilder();
        int last = components.length;
        while (last > 0 && components[last - 1].isEmpty()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            joined.append(i == 0 ? "" : String.valueOf(SYNTAX.componentSeparator()))
                    .append(escaped(components[i]));
        }
        return joined.toString();
    }

    /** Text with delimiters as escape sequences and line ends as {@code \.br\} (HL7 v2.5.1, 2.7.1 and 2.10). */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '~' -> escaped.append("\\R\\");
                case '\\' -> escaped.append("\\E\\");
                case '&' -> escaped.append("\\T\\");
                case '\n' -> escaped.append("\\.br\\");
                default -> escaped.append(one < ' ' ? ' ' : one);
            }
        }
        return escaped.toString();
    }

    /** The segment, ended by CR. */
    @Override
    public String toString() {
        StringBuilder segment = new StringBuilder(name);
        int last = fields.size();
        while (last > 0 && fields.get(last - 1).isEmpty()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            segment.append(SYNTAX.fieldSeparator()).append(fields.get(i));
        }
        return segment.append('\r').toString();
    }
}
