package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.section.SectionClassifier.Classified;

/**
 * The sections of a note without headers: its paragraphs, as the classifier sees them. Only where it is all but certain, and only kinds
 * that cost little where it is wrong: a paragraph that is read as medication would lose its diagnoses.
 */
final class Paragraphs {

    private static final double CERTAIN = 0.9;

    /** Shorter ones could be anything. */
    private static final int SHORTEST = 60;

    /** Longer ones tell a whole story: they are several kinds at once. */
    private static final int LONGEST = 1200;

    private static final Set<SectionKind> TAKEN = EnumSet.of(
            SectionKind.HISTORY_OF_PRESENT_ILLNESS,
            SectionKind.REVIEW_OF_SYSTEMS,
            SectionKind.PHYSICAL_EXAM,
            SectionKind.LABORATORY,
            SectionKind.IMAGING,
            SectionKind.ASSESSMENT,
            SectionKind.PLAN);

    /** Made when the first such note comes: most notes have headers. */
    private static final class OnDemand {
        static final SectionClassifier CLASSIFIER = new SectionClassifier();
    }

    /** The paragraphs of a text, which are parted by empty lines; all of it, in order. */
    List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int gap = text.indexOf("\n\n", begin);
            int end = gap < 0 ? text.length() : gap + 2;
            sections.add(new Section(kind(text, begin, end, begin > 0 || gap >= 0), begin, end));
            begin = end;
        }
        return sections;
    }

    private static SectionKind kind(String text, int begin, int end, boolean several) {
        if (!several || end - begin < SHORTEST || end - begin > LONGEST) {
            return SectionKind.OTHER;
        }
        Classified said = OnDemand.CLASSIFIER.classify(text.substring(begin, end));
        SectionKind kind = said.topic().kind();
        return said.probability() >= CERTAIN && TAKEN.contains(kind) ? kind : SectionKind.OTHER;
    }
}
