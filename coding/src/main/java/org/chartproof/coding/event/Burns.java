package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Burns by site and degree, as the examination of a burn tells them without the word ("L forearm partial thickness, chin superficial"):
 * Guidelines I.C.19.d. Read only where a note speaks of a burn.
 */
final class Burns {

    /** How far from its site a degree stands, in tokens. */
    private static final int NEAR = 6;

    /** Categories whose codes have a side. */
    private static final List<String> SIDED =
            List.of("T22.1", "T22.2", "T22.3", "T22.4", "T22.5", "T22.6", "T23", "T24", "T25");

    private final Cues<BurnCue> cues = new Cues<>("burn-cues.tsv", BurnCue.class);
    private final Phrases<String> sites = new Phrases<>();
    private final Assertions assertions;

    Burns(Assertions assertions) {
        this.assertions = assertions;
        for (DataFile.Row row : DataFile.read("burn-sites.tsv", 2)) {
            if (!row.column(1).matches("T2[0-5]\\.[0-9]")) {
                throw row.error("'" + row.column(1) + "' is no category of burns with a site");
            }
            if (sites.add(row.column(0), row.column(1)).isPresent()) {
                throw row.error("repeats a phrase");
            }
        }
    }

    private record Site(At at, String stem) {}

    private record Degree(At at, int degree) {}

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        List<Said<BurnCue>> said = new ArrayList<>();
        boolean burn = false;
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Said<BurnCue> here = cues.in(sentence);
                said.add(here);
                burn |= here.says(BurnCue.BURN) && isOfNow(sentence);
            }
        }
        if (!burn) {
            return;
        }
        int number = 0;
        char phase = phase(encounter);
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Said<BurnCue> here = said.get(number++);
                if (isOfNow(sentence)) {
                    sites(reading, sentence, here, phase, encounter);
                }
            }
        }
    }

    private static boolean isOfNow(Sentence sentence) {
        SectionKind kind = sentence.section().kind();
        Weight weight = kind.weight();
        return weight != Weight.HISTORY && weight != Weight.FAMILY && kind != SectionKind.INSTRUCTIONS;
    }

    private void sites(Reading reading, Sentence sentence, Said<BurnCue> said, char phase, Encounter encounter) {
        List<Degree> degrees = degrees(sentence, said);
        if (degrees.isEmpty()) {
            return;
        }
        List<Site> found = sitesIn(sentence);
        for (Site site : found) {
            Optional<Degree> degree = degreeOf(site, degrees, found);
            if (degree.isEmpty() || isSpared(sentence, said, site)) {
                continue;
            }
            String code = code(sentence, site, degree.get().degree(), phase);
            int first = Math.min(site.at().first(), degree.get().at().first());
            int last = Math.max(site.at().last(), degree.get().at().last());
            encounter.add(
                    reading,
                    sentence,
                    first,
                    last,
                    code,
                    new Assertion.Affirmed(),
                    Trace.Kind.INDEX,
                    "Burn, by site and degree");
        }
    }

    private List<Degree> degrees(Sentence sentence, Said<BurnCue> said) {
        List<Degree> degrees = new ArrayList<>();
        add(sentence, said.all(BurnCue.FIRST_DEGREE), 1, degrees);
        add(sentence, said.all(BurnCue.SECOND_DEGREE), 2, degrees);
        add(sentence, said.all(BurnCue.THIRD_DEGREE), 3, degrees);
        return degrees;
    }

    private void add(Sentence sentence, List<At> places, int degree, List<Degree> degrees) {
        for (At at : places) {
            if (holds(sentence, at)) {
                degrees.add(new Degree(at, degree));
            }
        }
    }

    /** Not denied; what the section alone makes past is not, since an examination often follows a history without a header. */
    private boolean holds(Sentence sentence, At at) {
        Assertion assertion = assertions.of(sentence, at.first(), at.last(), false);
        boolean bySection = assertion instanceof Assertion.Historical historical
                && !historical.cue().hasWords();
        return assertion instanceof Assertion.Affirmed || bySection;
    }

    private List<Site> sitesIn(Sentence sentence) {
        List<Site> found = new ArrayList<>();
        List<Token> tokens = sentence.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Phrases.Match<String>> match = sites.longestAt(tokens, at, any -> true);
            if (match.isPresent()) {
                At place = new At(at, match.get().last());
                if (holds(sentence, place)) {
                    found.add(new Site(place, match.get().value()));
                }
                at = place.last();
            }
        }
        return found;
    }

    /** The degree behind a site before the next one; else that before it; of one sentence's only degree each of its sites. */
    private static Optional<Degree> degreeOf(Site site, List<Degree> degrees, List<Site> found) {
        int next = found.stream()
                .mapToInt(other -> other.at().first())
                .filter(first -> first > site.at().last())
                .min()
                .orElse(Integer.MAX_VALUE);
        Optional<Degree> behind = degrees.stream()
                .filter(degree -> degree.at().first() > site.at().last()
                        && degree.at().first() < next
                        && degree.at().first() - site.at().last() <= NEAR)
                .findFirst();
        if (behind.isPresent()) {
            return behind;
        }
        Optional<Degree> before = degrees.stream()
                .filter(degree -> degree.at().last() < site.at().first()
                        && site.at().first() - degree.at().last() <= NEAR)
                .reduce((one, other) -> other);
        return before.isPresent() ? before : degrees.size() == 1 ? Optional.of(degrees.get(0)) : Optional.empty();
    }

    private static boolean isSpared(Sentence sentence, Said<BurnCue> said, Site site) {
        return said.within(BurnCue.SPARED, site.at().last() + 1, site.at().last() + 2)
                || said.within(BurnCue.SPARED, site.at().first() - 2, site.at().first() - 1)
                || sentence.section().kind() == SectionKind.PLAN;
    }

    private static char phase(Encounter encounter) {
        boolean before = encounter.affirmed().stream()
                .map(candidate -> candidate.code().value())
                .anyMatch(code -> code.startsWith("T2") && code.endsWith("D"));
        return before && encounter.facts().setting() == Setting.OUTPATIENT ? 'D' : 'A';
    }

    private static String code(Sentence sentence, Site site, int degree, char phase) {
        String category = site.stem().substring(0, "T20".length());
        char part = site.stem().charAt("T20.".length());
        String code = category + "." + degree + part;
        boolean sided = SIDED.contains(category) || SIDED.contains(category + "." + part);
        return code + (sided ? side(sentence, site) : 'X') + phase;
    }

    /** The side beside the site: before it at most two words, or at once behind. */
    private static char side(Sentence sentence, Site site) {
        List<Token> tokens = sentence.tokens();
        for (int i = site.at().first() - 1; i >= Math.max(0, site.at().first() - 3); i--) {
            Optional<Side> side = Side.ofWord(tokens.get(i).form());
            if (side.isPresent()) {
                return digit(side.get());
            }
        }
        int behind = site.at().last() + 1;
        return behind < tokens.size()
                ? Side.ofWord(tokens.get(behind).form()).map(Burns::digit).orElse('9')
                : '9';
    }

    private static char digit(Side side) {
        return side == Side.RIGHT ? '1' : side == Side.LEFT ? '2' : '9';
    }
}
