package org.chartproof.hl7.message;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads messages. Lines are told apart here, since senders end them with CR, LF or both and break fields across them; HAPI's {@link PipeParser} splits each
 * segment into a generic model, without validation and without a grammar, so that a wrong MSH-9.3, an unknown version or a segment in the wrong place cost nothing. Safe for use by
 * many threads.
 */
public final class MessageReader {

    /** Ends of a frame and what else stands before a header by mistake. */
    private static final Pattern BEFORE_HEADER = Pattern.compile("^[\\uFEFF\\u0000-\\u0020]+");

    private static final Pattern SEGMENT_NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

    private final SegmentReader segments = new SegmentReader();

    /**
     * Reads a message.
     *
     * @param content bytes of one message, with or without its frame
     * @param charset of the feed; empty: that of MSH-18, else UTF-8
     */
    public Reading read(byte[] content, Optional<Charset> charset) {
        Decoding decoding = Decoding.of(content, charset);
        String text = BEFORE_HEADER.matcher(decoding.text()).replaceFirst("");
        if (!text.startsWith("MSH")) {
            return new Reading.Unreadable("It does not begin with an MSH segment.");
        }
        List<Oddity> oddities = new ArrayList<>(decoding.oddities());
        Optional<Syntax> syntax = Syntax.of(text.split("[\r\n]", 2)[0], decoding.charset());
        if (syntax.isEmpty()) {
            return new Reading.Unreadable("MSH-1 and MSH-2 do not tell the delimiters.");
        }
        if (new Escapes(syntax.get()).hasLocal(text)) {
            oddities.add(Oddity.LOCAL_ESCAPE);
        }
        List<Segment> read = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (String line : lines(text, syntax.get(), oddities)) {
            String name = line.substring(0, 3);
            try {
                read.add(segments.read(name, numbers.merge(name, 1, Integer::sum), line, syntax.get()));
            } catch (HL7Exception e) {
                return new Reading.Unreadable(
                        "Segment " + name + " " + numbers.get(name) + " can't be split into fields.");
            }
        }
        return new Reading.Read(
                new Message(read, syntax.get(), oddities.stream().distinct().toList()));
    }

    /** The lines of segments. One that begins like no segment is the rest of a field that was broken: its line end is part of the text. */
    private static List<String> lines(String text, Syntax syntax, List<Oddity> oddities) {
        List<StringBuilder> lines = new ArrayList<>();
        for (String piece : text.split("\r\n|\r|\n")) {
            String line = stripFrame(piece);
            if (isSegment(line, syntax)) {
                lines.add(new StringBuilder(line));
            } else if (!line.isBlank()) {
                // Embedded documents come with a line end every 76 letters: hundreds of thousands of pieces of one
                // field.
                oddities.add(Oddity.CONTINUED_LINE);
                lines.get(lines.size() - 1).append('\n').append(line);
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }

    private static boolean isSegment(String line, Syntax syntax) {
        return line.length() >= 3
                && SEGMENT_NAME.matcher(line.substring(0, 3)).matches()
                && (line.length() == 3 || line.charAt(3) == syntax.fieldSeparator());
    }

    /** Without start and end blocks, which stand in a message only if a sender or a tool framed it twice. */
    private static String stripFrame(String line) {
        int begin = 0;
        while (begin < line.length() && isFraming(line.charAt(begin))) {
            begin++;
        }
        int end = line.length();
        while (end > begin && (line.charAt(end - 1) == '\u001c' || line.charAt(end - 1) == '\u000b')) {
            end--;
        }
        String stripped = line.substring(begin, end);
        String bare = stripped.stripLeading();
        return SEGMENT_NAME.matcher(bare).lookingAt() ? bare : stripped;
    }

    private static boolean isFraming(char one) {
        return one == '\u000b' || one == '\u001c' || one == '\ufeff' || one == '\u0000';
    }
}
