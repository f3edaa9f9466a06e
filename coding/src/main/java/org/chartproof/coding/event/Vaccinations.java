package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * A vaccine that is given at a visit (Z23, Guidelines I.C.21.c.2): named, and said to be given, in one clause; not one that was given
 * before, is declined or is due.
 */
final class Vaccinations {

    private static final String ENCOUNTER = "Z23";

    private final Cues<VaccineCue> cues = new Cues<>("vaccine-cues.tsv", VaccineCue.class);
    private final Assertions assertions;

    Vaccinations(Assertions assertions) {
        this.assertions = assertions;
    }

    void read(Reading reading, Encounter encounter) {
        // What a stay gives beside its treatment is no encounter for it.
        boolean visit = encounter.facts().setting() != Setting.INPATIENT;
        if (!visit || encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        for (Sentence sentence : reading.sentences()) {
            Weight weight = sentence.section().kind().weight();
            boolean elsewhere = weight == Weight.HISTORY
                    || weight == Weight.FAMILY
                    || sentence.section().kind() == SectionKind.ALLERGIES;
            if (elsewhere) {
                continue;
            }
            Said<VaccineCue> said = cues.in(sentence);
            if (!said.says(VaccineCue.VACCINE) || !said.says(VaccineCue.GIVEN)) {
                continue;
            }
            for (At vaccine : said.all(VaccineCue.VACCINE)) {
                if (isGiven(sentence, said, vaccine)) {
                    encounter.add(
                            reading,
                            sentence,
                            vaccine.first(),
                            vaccine.last(),
                            ENCOUNTER,
                            new Assertion.Affirmed(),
                            Trace.Kind.LEXICON,
                            "vaccine given");
                    return;
                }
            }
        }
    }

    private boolean isGiven(Sentence sentence, Said<VaccineCue> said, At vaccine) {
        List<Token> tokens = sentence.tokens();
        int from = vaccine.first();
        // "Not immune: vaccine given": what stands before a colon is of something else.
        while (from > 0
                && !parts(tokens.get(from - 1))
                && !tokens.get(from - 1).form().equals(":")) {
            from--;
        }
        int to = vaccine.last();
        while (to + 1 < tokens.size() && !parts(tokens.get(to + 1))) {
            to++;
        }
        if (said.within(VaccineCue.NOT_NOW, from, to)) {
            return false;
        }
        for (At given : said.all(VaccineCue.GIVEN)) {
            String next = given.last() + 1 < tokens.size()
                    ? tokens.get(given.last() + 1).form()
                    : "-";
            boolean dated = Character.isDigit(next.charAt(0)) || next.equals("in") || next.equals("on");
            if (given.first() >= from && given.last() <= to && !dated) {
                Assertion assertion = assertions.of(sentence, vaccine.first(), vaccine.last(), true);
                return assertion instanceof Assertion.Affirmed;
            }
        }
        return false;
    }

    private static boolean parts(Token token) {
        return token.kind() == Token.Kind.LINE_END
                || token.kind() == Token.Kind.MARK
                        && (token.form().equals(";")
                                || token.form().equals(",")
                                || token.form().equals("."));
    }
}
