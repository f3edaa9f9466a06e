package org.chartproof.hl7.map.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartproof.hl7.message.Escapes;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Syntax;

/**
 * OBX-5 as running text. Text types are read from the raw field: senders write {@code &}, {@code ^} and {@code ~} into a sentence without escaping them, and a parser cuts it there.
 */
final class TextValues {

    private static final Set<String> RUNNING = Set.of("TX", "FT", "ST", "");
    private static final Set<String> CODED = Set.of("CE", "CWE", "CNE", "CF");

    private final Syntax syntax;
    private final Escapes escapes;
    private final Pattern repetitionSeparator;

    TextValues(Syntax syntax) {
        this.syntax = syntax;
        this.escapes = new Escapes(syntax);
        String separator = Pattern.quote(String.valueOf(syntax.repetitionSeparator()));
        // "~5 cm" means about 5 cm: no separator before a figure that a blank or bracket stands before.
        this.repetitionSeparator = Pattern.compile("(?<!^|[\\s(\\[<>])" + separator + "|" + separator + "(?!\\s?\\d)");
    }

    /**
     * What an observation says, if it is text, a number or a code; an empty text is an empty line.
     *
     * @param rtf whether it is part of an RTF document, whose backslashes are no escapes
     */
    Optional<String> text(Segment observation, boolean rtf) {
        String type = observation.value(2).orElse("").toUpperCase(Locale.ROOT);
        Field value = observation.field(5);
        if (type.isEmpty() && value.isAbsent()) {
            return Optional.empty();
        }
        if (RUNNING.contains(type)) {
            return rtf ? Optional.of(value.raw()) : Optional.of(running(value));
        }
        if (CODED.contains(type)) {
            return value.filled().isEmpty() ? Optional.empty() : Optional.of(all(value, TextValues::coded));
        }
        if (type.equals("NM") || type.equals("SN")) {
            String units = observation.value(6).asText().map(unit -> " " + unit).orElse("");
            return value.filled().isEmpty() ? Optional.empty() : Optional.of(all(value, TextValues::number) + units);
        }
        return Optional.empty();
    }

    /** A field of running text; line ends are LF. */
    String running(Field field) {
        String raw = field.isRemoval() ? "" : field.raw();
        return escapes.decode(
                raw.indexOf(syntax.repetitionSeparator()) < 0
                        ? raw
                        : repetitionSeparator.matcher(raw).replaceAll("\n"));
    }

    /** Whether an observation begins an RTF document whose backslashes are not escaped. */
    static boolean beginsRtf(Segment observation) {
        return observation.field(5).raw().stripLeading().startsWith(MediaTypes.RTF_BEGIN);
    }

    /** How an observation is called: the text of OBX-3, without the codes. */
    String name(Segment observation) {
        Repetition identifier = observation.field(3).first();
        return identifier
                .component(2)
                .asText()
                .or(() -> identifier.component(9).asText())
                .or(() -> identifier.component(5).asText())
                .map(name -> name.replaceAll("\\s+", " ").replaceAll("\\s*:$", ""))
                .orElse("");
    }

    private static String all(Field value, Function<Repetition, String> text) {
        return value.filled().stream().map(text).collect(Collectors.joining("\n"));
    }

    private static String coded(Repetition value) {
        return value.component(9)
                .asText()
                .or(() -> value.component(2).asText())
                .or(() -> value.component(5).asText())
                .or(() -> value.component(1).asText())
                .orElse("");
    }

    private static String number(Repetition value) {
        return value.components().stream()
                .flatMap(List::stream)
                .map(String::strip)
                .collect(Collectors.joining());
    }
}
