package org.chartproof.terminology;

import java.util.List;
import java.util.Optional;

/**
 * A main term or subterm of the Alphabetic Index (Guidelines I.A.1, I.B.1).
 *
 * @param title its words without the nonessential modifiers, e.g. {@code Diabetes, diabetic}
 * @param nonessential the words in parentheses: their presence or absence does not change the code (I.A.7)
 * @param code the code or category that it leads to, as printed (may be a header, may end in a dash that was cut off)
 * @param manifestation the second code in brackets, where the entry has one (I.A.7)
 * @param see where to go instead, as printed
 * @param seeAlso where else to look, as printed
 * @param subterms the entries below it, in printed order
 */
public record IndexEntry(
        String title,
        List<String> nonessential,
        Optional<String> code,
        Optional<String> manifestation,
        Optional<String> see,
        Optional<String> seeAlso,
        List<IndexEntry> subterms) {

    public IndexEntry {
        nonessential = List.copyOf(nonessential);
        subterms = List.copyOf(subterms);
    }
}
