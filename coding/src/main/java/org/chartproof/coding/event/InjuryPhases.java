package org.chartproof.coding.event;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The 7th character of an injury or pathological fracture for the whole encounter (Guidelines I.C.19.a, I.C.19.c.1): routine healing where the visit is one of
 * recovery; delayed healing, nonunion or malunion where the note says so. What one sentence says of a fracture holds for each mention of it.
 */
final class InjuryPhases {

    private static final int LENGTH = "S52.501A".length();
    /** The visit is told by its first sentences. */
    private static final int OPENING = 3;
    /** Active treatment and routine healing, closed, open type I or II, open type III. */
    private static final String ACTIVE = "ABC";

    private static final String ROUTINE = "DEF";

    private final Cues<PhaseCue> cues = new Cues<>("phase-cues.tsv", PhaseCue.class);
    private final Assertions assertions;

    InjuryPhases(Assertions assertions) {
        this.assertions = assertions;
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        List<Candidate> injuries =
                encounter.affirmed().stream().filter(InjuryPhases::isInjury).toList();
        if (injuries.isEmpty()) {
            return;
        }
        Optional<PhaseCue> ofVisit =
                encounter.facts().setting() == Setting.OUTPATIENT ? ofVisit(readings) : Optional.empty();
        Told told = told(readings, encounter);
        for (Candidate injury : injuries) {
            Optional<PhaseCue> phase = told.of(injury).or(() -> ofVisit);
            phase.map(by -> code(injury.code().value(), by))
                    .filter(code -> !code.equals(injury.code().value()))
                    .filter(encounter::exists)
                    .ifPresent(code -> encounter.replace(injury, code, "by how it heals"));
        }
    }

    private static boolean isInjury(Candidate candidate) {
        String code = candidate.code().value();
        boolean injury =
                code.startsWith("S") || code.startsWith("M80") || code.startsWith("M84.3") || code.startsWith("M84.4");
        char last = code.charAt(code.length() - 1);
        return injury && code.length() == LENGTH && (ACTIVE.indexOf(last) >= 0 || ROUTINE.indexOf(last) >= 0);
    }

    private static String code(String code, PhaseCue phase) {
        char last = code.charAt(LENGTH - 1);
        int kind = Math.max(ACTIVE.indexOf(last), ROUTINE.indexOf(last));
        String sevenths =
                switch (phase) {
                    case HEALING, RECOVERY -> ROUTINE;
                    case DELAYED -> "GHJ";
                    case NONUNION -> "KMN";
                    case MALUNION -> "PQR";
                };
        return code.substring(0, LENGTH - 1) + sevenths.charAt(kind);
    }

    /** A visit of recovery, by its first sentences and its reason. */
    private Optional<PhaseCue> ofVisit(List<Reading> readings) {
        for (Reading reading : readings) {
            List<Sentence> sentences = reading.sentences();
            for (int i = 0; i < sentences.size(); i++) {
                boolean opens = i < OPENING || sentences.get(i).section().kind().weight() == Weight.REASON;
                if (opens && cues.in(sentences.get(i)).says(PhaseCue.HEALING)) {
                    return Optional.of(PhaseCue.HEALING);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the notes say of how injuries heal.
     *
     * @param gravest anywhere
     * @param healing the categories of the injuries of an outpatient that heal, by the sentences that name them
     */
    private record Told(Optional<PhaseCue> gravest, Set<String> healing) {

        Optional<PhaseCue> of(Candidate injury) {
            return gravest.or(() ->
                    healing.contains(injury.code().category()) ? Optional.of(PhaseCue.HEALING) : Optional.empty());
        }
    }

    private Told told(List<Reading> readings, Encounter encounter) {
        Optional<PhaseCue> gravest = Optional.empty();
        Set<String> healing = new HashSet<>();
        boolean visit = encounter.facts().setting() == Setting.OUTPATIENT;
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Said<PhaseCue> said = cues.in(sentence);
                for (PhaseCue kind : List.of(PhaseCue.NONUNION, PhaseCue.MALUNION, PhaseCue.DELAYED)) {
                    if (gravest.isEmpty() && says(sentence, said, kind)) {
                        gravest = Optional.of(kind);
                    }
                }
                if (visit && says(sentence, said, PhaseCue.HEALING)) {
                    injuriesIn(reading, sentence, encounter)
                            .forEach(injury -> healing.add(injury.code().category()));
                }
            }
        }
        return new Told(gravest, healing);
    }

    private static List<Candidate> injuriesIn(Reading reading, Sentence sentence, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        int begin = tokens.get(0).begin();
        int end = tokens.get(tokens.size() - 1).end();
        return encounter.within(reading, begin, end).stream()
                .filter(candidate -> candidate.assertion() instanceof Assertion.Affirmed)
                .filter(InjuryPhases::isInjury)
                .toList();
    }

    private boolean says(Sentence sentence, Said<PhaseCue> said, PhaseCue kind) {
        return said.all(kind).stream()
                .anyMatch(at -> assertions.of(sentence, at.first(), at.last(), true) instanceof Assertion.Affirmed);
    }
}
