package org.chartproof.hl7.ack;

/**
 * MSH-1 and MSH-2.
 *
 * @param encoding MSH-2 as sent, up to five characters
 */
record Delimiters(char field, String encoding) {

    /** Those that HL7 recommends: for answers to what has none. */
    static final Delimiters USUAL = new Delimiters('|', "^~\\&");

    char component() {
        return at(0);
    }

    char repetition() {
        return at(1);
    }

    char escape() {
        return at(2);
    }

    char subcomponent() {
        return at(3);
    }

    private char at(int index) {
        return (index < encoding.length() ? encoding : USUAL.encoding).charAt(index);
    }

    /** Whether messages can be told apart by them: graphic characters, neither letters nor digits, none twice. */
    boolean usable() {
        String all = field + encoding;
        return encoding.length() >= 1
                && encoding.length() <= 5
                && all.chars().allMatch(Delimiters::delimits)
                && all.chars().distinct().count() == all.length();
    }

    static boolean delimits(int one) {
        return one > ' ' && one < 0x7F && !Character.isLetterOrDigit(one);
    }

    /** Text with what these would split replaced by escape sequences (HL7 v2.5.1, 2.7.1). */
    String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == field) {
                escape(escaped, 'F');
            } else if (one == component()) {
                escape(escaped, 'S');
            } else if (one == repetition()) {
                escape(escaped, 'R');
            } else if (one == escape()) {
                escape(escaped, 'E');
            } else if (one == subcomponent()) {
                escape(escaped, 'T');
            } else {
                escaped.append(one < ' ' ? ' ' : one);
            }
        }
        return escaped.toString();
    }

    private void escape(StringBuilder into, char letter) {
        into.append(escape()).append(letter).append(escape());
    }
}
