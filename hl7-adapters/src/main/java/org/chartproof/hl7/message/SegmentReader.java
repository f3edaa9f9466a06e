package org.chartproof.hl7.message;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.Escaping;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One line as a segment, split by HAPI. */
final class SegmentReader {

    private final PipeParser parser;

    SegmentReader() {
        // One context for all messages: a new one costs milliseconds. Nothing of it is closed, since it starts no
        // thread.
        HapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        context.setModelClassFactory(new GenericModelClassFactory());
        context.getParserConfiguration().setEscaping(new Untouched());
        parser = context.getPipeParser();
    }

    Segment read(String name, int number, String line, Syntax syntax) throws HL7Exception {
        GenericMessage message = new GenericMessage.V251(parser.getFactory());
        message.setParser(parser);
        GenericSegment parsed = new GenericSegment(message, name);
        parser.parse(parsed, line, characters(syntax));
        Escapes escapes = new Escapes(syntax);
        String[] raw = line.split(Pattern.quote(String.valueOf(syntax.fieldSeparator())), -1);
        boolean header = name.equals("MSH");
        List<Field> fields = new ArrayList<>();
        if (header) {
            fields.add(plain(String.valueOf(syntax.fieldSeparator())));
        }
        for (int i = 1; i < raw.length; i++) {
            int field = header ? i + 1 : i;
            fields.add(header && i == 1 ? plain(raw[i]) : field(raw[i], parsed, field, escapes));
        }
        return new Segment(name, number, fields);
    }

    private static EncodingCharacters characters(Syntax syntax) {
        return new EncodingCharacters(
                syntax.fieldSeparator(),
                syntax.componentSeparator(),
                syntax.repetitionSeparator(),
                syntax.escape(),
                syntax.subcomponentSeparator());
    }

    private static Field plain(String raw) {
        return new Field(raw, List.of(new Repetition(List.of(List.of(raw)))));
    }

    private static Field field(String raw, GenericSegment parsed, int number, Escapes escapes) throws HL7Exception {
        if (raw.isEmpty() || number > parsed.numFields()) {
            return new Field(raw, List.of());
        }
        List<Repetition> repetitions = new ArrayList<>();
        for (Type type : parsed.getField(number)) {
            repetitions.add(repetition(type, escapes));
        }
        return new Field(raw, repetitions);
    }

    private static Repetition repetition(Type type, Escapes escapes) {
        List<List<String>> components = new ArrayList<>();
        for (int component = 1; component <= Terser.numComponents(type); component++) {
            List<String> parts = new ArrayList<>();
            for (int part = 1; part <= Terser.numSubComponents(type, component); part++) {
                parts.add(escapes.decode(text(Terser.getPrimitive(type, component, part))));
            }
            components.add(parts);
        }
        return new Repetition(components);
    }

    private static String text(Primitive primitive) {
        String value = primitive.getValue();
        return value == null ? "" : value;
    }

    /** HAPI's own deletes backslashes that begin no escape sequence; texts are decoded by {@link Escapes}. */
    private static final class Untouched implements Escaping {

        @Override
        public String escape(String text, EncodingCharacters characters) {
            return text;
        }

        @Override
        public String unescape(String text, EncodingCharacters characters) {
            return text;
        }
    }
}
