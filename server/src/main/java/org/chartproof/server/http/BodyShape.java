package org.chartproof.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a FHIR body can be read without harm, looked at before it is read as FHIR: a parser that builds numbers, lists and entities as it goes has no time to object. Costs some 10 microseconds for a
 * note of 3 KB.
 */
final class BodyShape {

    /** Deeper than any resource; each level of a resource is two of JSON. */
    private static final int DEEPEST = 200;

    private static final int LONGEST_NUMBER = 200;

    /** Above a thousand digits: no number of a chart, but short to write and long to spell out. */
    private static final Pattern FAR_EXPONENT = Pattern.compile("[eE][+-]?0*[1-9]\\d{3,}");

    private static final byte[] DOCTYPE = {'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'};

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    // A document is one string; how long a body may be is decided elsewhere.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private BodyShape() {}

    /**
     * What is wrong with a body, without a word of it; empty if nothing is, or if it is neither JSON nor XML and so read by nobody.
     *
     * @param json whether it says that it is JSON
     */
    static Optional<String> fault(byte[] body, boolean json) {
        int first = 0;
        while (first < body.length && (body[first] <= ' ' && body[first] >= 0 || isMark(body, first))) {
            first++;
        }
        if (first == body.length) {
            return Optional.empty();
        }
        return switch (body[first]) {
            case '<' -> xmlFault(body, first);
            // Comments, which some readers of JSON skip.
            case '{', '[', '/', '#' -> jsonFault(body);
            default -> json ? jsonFault(body) : Optional.empty();
        };
    }

    /** The mark that some editors put before UTF-8. */
    private static boolean isMark(byte[] body, int at) {
        return at < 3 && (body[at] == (byte) 0xEF || body[at] == (byte) 0xBB || body[at] == (byte) 0xBF);
    }

    private static Optional<String> xmlFault(byte[] body, int first) {
        for (int i = first; i <= body.length - DOCTYPE.length; i++) {
            if (body[i] == '<' && startsWith(body, i)) {
                return Optional.of("The body has a DOCTYPE, which FHIR has none of");
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] body, int at) {
        for (int i = 0; i < DOCTYPE.length; i++) {
            if (body[at + i] != DOCTYPE[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> jsonFault(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_FLOAT
                        && FAR_EXPONENT.matcher(parser.getText()).find()) {
                    return Optional.of("A number is too large or too small to be one of a chart"
                            + place(parser.currentTokenLocation().getLineNr()));
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("The body is not JSON that can be read"
                    + (e.getLocation() == null ? "" : place(e.getLocation().getLineNr())));
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private static String place(int line) {
        return " (line " + line + ")";
    }
}
