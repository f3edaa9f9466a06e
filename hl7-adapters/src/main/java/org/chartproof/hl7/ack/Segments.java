package org.chartproof.hl7.ack;

/** Finds segments in the bytes of a message without splitting them. A segment ends with CR, LF or both. */
final class Segments {

    private Segments() {}

    /** Where the segment that begins at a place ends. */
    static int end(byte[] message, int begin) {
        int at = begin;
        while (at < message.length && message[at] != '\r' && message[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Where the segment behind one that ends at a place begins; the length of the message if there is none. */
    static int next(byte[] message, int end) {
        int at = end;
        while (at < message.length && (message[at] == '\r' || message[at] == '\n')) {
            at++;
        }
        return at;
    }

    /** Whether a segment of a name begins at a place. */
    static boolean named(byte[] message, int begin, String name) {
        return begin + 3 <= message.length
                && message[begin] == name.charAt(0)
                && message[begin + 1] == name.charAt(1)
                && message[begin + 2] == name.charAt(2);
    }

    /** Whether a segment of a name begins at a place, followed by the field separator. */
    static boolean named(byte[] message, int begin, String name, char separator) {
        return named(message, begin, name) && begin + 3 < message.length && message[begin + 3] == (byte) separator;
    }
}
