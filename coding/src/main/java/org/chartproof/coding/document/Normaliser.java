package org.chartproof.coding.document;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings text into the one form that offsets count in. */
final class Normaliser {

    private static final Pattern LINE_END = Pattern.compile("\r\n?|\u0085|\u2028|\u2029|\u000b|\u000c");
    private static final Pattern BLANK = Pattern.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]|[\u200b-\u200f\u2060\ufeff\u00ad]");
    private static final Pattern TRAILING = Pattern.compile("[ \t]+(?=\n|$)");
    private static final Pattern GAP = Pattern.compile("\n{4,}");

    private Normaliser() {}

    static NoteText normalise(String text) {
        String result = Normalizer.normalize(text, Normalizer.Form.NFC);
        result = LINE_END.matcher(result).replaceAll("\n");
        result = BLANK.matcher(result).replaceAll(" ");
        result = INVISIBLE.matcher(result).replaceAll("");
        result = TRAILING.matcher(result).replaceAll("");
        return new NoteText(GAP.matcher(result).replaceAll("\n\n\n"));
    }
}
