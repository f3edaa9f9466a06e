package org.chartproof.server.hl7.ledger;

/**
 * Why a message waits for a person, or was refused.
 *
 * @param code  kebab case, one for each kind; messages alike are found by it
 * @param place segment and field, such as {@code PID[1]-3}; empty if of the whole message
 * @param text  what is wrong, for a person; nothing of the content
 * @param hint  what to do about it
 */
public record Reason(String code, String place, String text, String hint) {

    private static final int LONGEST_CODE = 60;
    private static final int LONGEST_TEXT = 1000;

    public Reason {
        code = shorten(code, LONGEST_CODE);
        place = shorten(place, LONGEST_CODE);
        text = shorten(text, LONGEST_TEXT);
        hint = shorten(hint, LONGEST_TEXT);
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
