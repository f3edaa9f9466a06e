package org.chartproof.hl7.message;

/** What was wrong with the writing of a message that could be read nevertheless. */
public enum Oddity {
    /** Bytes that are none of the declared character set. */
    WRONG_CHARSET(
            "wrong-charset",
            "Bytes are not of the declared character set, or not UTF-8 where none is declared: read as windows-1252."),
    /** MSH-18 names a character set that is none of HL7 table 0211 and none that Java knows. */
    UNKNOWN_CHARSET("unknown-charset", "MSH-18 names an unknown character set: read as UTF-8, else as windows-1252."),
    /** A line that is no segment was taken as the rest of the one before. */
    CONTINUED_LINE(
            "continued-line", "A line break inside a field: the line was read as text of the segment before it."),
    /** {@code \Z..\} escapes mean what sender and receiver agreed on; nothing is agreed on here. */
    LOCAL_ESCAPE("local-escape", "Escape sequences of the sender's own were left out.");

    private final String code;
    private final String text;

    Oddity(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Kebab case, for metrics. */
    public String code() {
        return code;
    }

    /** For a person, without anything of the content. */
    public String text() {
        return text;
    }
}
