package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * A visit of recovery after an operation (Guidelines I.C.21.c.7): the note or its story opens with, or the note concludes on, how long ago it was. Not for injuries, whose 7th character
 * tells the aftercare, nor beside a complication. The table is {@code aftercare.tsv}.
 */
final class Aftercare {

    /** The visit is told by the first sentences of the note, and by the first of its story. */
    private static final int OPENING = 3;
    /** How far from "6 weeks s/p" the operation stands. */
    private static final int NEAR = 8;

    private static final List<String> COMPLICATIONS =
            List.of("T80", "T81", "T82", "T83", "T84", "T85", "T86", "T87", "T88", "K91", "N99");
    private static final List<String> INJURIES = List.of("S", "M80", "M84.3", "M84.4", "M84.5");

    private final Cues<PhaseCue> cues = new Cues<>("phase-cues.tsv", PhaseCue.class);
    private final Phrases<String> operations = new Phrases<>();

    Aftercare() {
        for (DataFile.Row row : DataFile.read("aftercare.tsv", 2)) {
            for (String operation : row.list(1)) {
                if (operations.add(operation, row.column(0)).isPresent()) {
                    throw row.error("repeats \"" + operation + "\"");
                }
            }
        }
    }

    void read(List<Reading> readings, Encounter encounter) {
        boolean visit = encounter.facts().mode() == CodingMode.CLAIM
                && encounter.facts().setting() == Setting.OUTPATIENT;
        if (!visit || encounter.has(COMPLICATIONS) || encounter.has(INJURIES)) {
            return;
        }
        for (Reading reading : readings) {
            List<Sentence> sentences = reading.sentences();
            int story = -1;
            for (int i = 0; i < sentences.size(); i++) {
                SectionKind kind = sentences.get(i).section().kind();
                if (story < 0
                        && (kind == SectionKind.HISTORY_OF_PRESENT_ILLNESS || kind == SectionKind.INTERVAL_HISTORY)) {
                    story = i;
                }
                Weight weight = kind.weight();
                boolean tells = i < OPENING && weight != Weight.HISTORY
                        || i == story
                        || weight == Weight.REASON
                        || weight == Weight.ASSESSMENT;
                if (tells && read(reading, sentences.get(i), encounter)) {
                    return;
                }
            }
        }
    }

    private boolean read(Reading reading, Sentence sentence, Encounter encounter) {
        Said<PhaseCue> said = cues.in(sentence);
        List<Token> tokens = sentence.tokens();
        for (At cue : said.all(PhaseCue.RECOVERY)) {
            int from = Math.max(0, cue.first() - NEAR);
            int to = Math.min(tokens.size(), cue.last() + NEAR + 1);
            for (int at = from; at < to; at++) {
                Optional<Phrases.Match<String>> operation = operations.longestAt(tokens, at, any -> true);
                if (operation.isPresent()) {
                    encounter.add(
                            reading,
                            sentence,
                            Math.min(cue.first(), at),
                            Math.max(cue.last(), operation.get().last()),
                            operation.get().value(),
                            new Assertion.Affirmed(),
                            Trace.Kind.INDEX,
                            "Aftercare > following surgery");
                    return true;
                }
            }
        }
        return false;
    }
}
