package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.event.Circumstances.Circumstance;
import org.chartproof.coding.event.Circumstances.Scene;
import org.chartproof.coding.event.Mechanisms.Mechanism;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;

/**
 * External causes (Guidelines I.C.20): how, where, doing what and whether at work somebody was hurt; only beside an injury or
 * poisoning, with the phase of care that its 7th character tells; place, activity and status at the first encounter alone.
 */
final class ExternalCauses {

    private static final int OPENING = 3;
    private static final String STREETS = "Y92.41";

    private static final int CODE_LENGTH = "S52.501A".length();

    private final Mechanisms mechanisms;
    private final Circumstances circumstances = new Circumstances();

    ExternalCauses(Assertions assertions) {
        this.mechanisms = new Mechanisms(assertions);
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        List<Candidate> affirmed = encounter.affirmed();
        List<Candidate> injuries =
                affirmed.stream().filter(ExternalCauses::isInjury).toList();
        List<Candidate> poisonings =
                affirmed.stream().filter(ExternalCauses::isPoisoning).toList();
        affirmed.stream()
                .filter(candidate -> isCause(candidate) && isLongAgo(readings, candidate))
                .forEach(candidate -> encounter.drop(candidate, "of another year"));
        if (injuries.isEmpty() && poisonings.isEmpty()) {
            return;
        }
        char phase = phase(injuries.isEmpty() ? poisonings : injuries);
        // Codes of poisoning say the intent themselves.
        List<Mechanism> told = injuries.isEmpty() ? List.of() : told(readings, phase, encounter);
        Optional<Mechanism> mechanism = Mechanisms.best(told).map(found -> onTheRoad(readings, found));
        mechanism.ifPresent(found -> add(found, phase, encounter));
        correct(readings, affirmed, mechanism, phase, encounter);
        if (phase == 'A') {
            List<Scene> scenes = new ArrayList<>();
            mechanism.ifPresent(found -> addAround(found.reading(), found.index(), scenes));
            told.forEach(found -> addAround(found.reading(), found.index(), scenes));
            affirmed.stream().filter(ExternalCauses::isCause).forEach(cause -> addAround(readings, cause, scenes));
            if (scenes.isEmpty()) {
                addAround(readings, (poisonings.isEmpty() ? injuries : poisonings).get(0), scenes);
            }
            addOpening(readings, scenes);
            circumstances.place(scenes, mechanism).ifPresent(found -> add(found, encounter));
            circumstances.activity(scenes, mechanism).ifPresent(found -> add(found, encounter));
            circumstances
                    .work(scenes)
                    .or(() -> circumstances.work(everywhere(readings)))
                    .ifPresent(found -> add(found, encounter));
        }
    }

    /**
     * A pedal cyclist's accident on a street is one of traffic (chapter 20, definition of a traffic accident): V10 to V18 have their
     * fourth character for it four further on.
     */
    private Mechanism onTheRoad(List<Reading> readings, Mechanism mechanism) {
        if (!mechanism.stem().matches("V1[0-8]\\.[01]")) {
            return mechanism;
        }
        List<Scene> scenes = new ArrayList<>();
        addAround(mechanism.reading(), mechanism.index(), scenes);
        addOpening(readings, scenes);
        boolean street = circumstances
                .place(scenes, Optional.of(mechanism))
                .filter(place -> place.code().startsWith(STREETS))
                .isPresent();
        int last = mechanism.stem().length() - 1;
        String traffic =
                mechanism.stem().substring(0, last) + (char) (mechanism.stem().charAt(last) + 4);
        return street
                ? new Mechanism(mechanism.reading(), mechanism.index(), mechanism.first(), mechanism.last(), traffic)
                : mechanism;
    }

    private List<Mechanism> told(List<Reading> readings, char phase, Encounter encounter) {
        return mechanisms.in(readings).stream()
                .filter(mechanism -> encounter.exists(code(mechanism.stem(), phase, encounter)))
                .toList();
    }

    private static void addAround(List<Reading> readings, Candidate candidate, List<Scene> scenes) {
        Reading reading = readingOf(readings, candidate);
        addAround(reading, reading.sentenceOf(candidate).orElse(0), scenes);
    }

    /** The first sentence of a visit tells where somebody was found as often as what has happened. */
    private static void addOpening(List<Reading> readings, List<Scene> scenes) {
        Reading first = readings.get(0);
        for (int i = 0; i < Math.min(OPENING, first.sentences().size()); i++) {
            Sentence sentence = first.sentences().get(i);
            Weight weight = sentence.section().kind().weight();
            if (weight == Weight.NARRATIVE || weight == Weight.REASON) {
                scenes.add(new Scene(first, sentence));
            }
        }
    }

    /** All that the notes tell but their histories. */
    private static List<Scene> everywhere(List<Reading> readings) {
        List<Scene> scenes = new ArrayList<>();
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Weight weight = sentence.section().kind().weight();
                if (weight != Weight.HISTORY && weight != Weight.FAMILY) {
                    scenes.add(new Scene(reading, sentence));
                }
            }
        }
        return scenes;
    }

    private static boolean isCause(Candidate candidate) {
        String code = candidate.code().value();
        return code.charAt(0) >= 'V' && code.charAt(0) <= 'X' || code.startsWith("Y0");
    }

    /** The sentence that tells what happened, then those beside it. */
    private static void addAround(Reading reading, int index, List<Scene> scenes) {
        for (int i : new int[] {index, index + 1, index - 1}) {
            if (i >= 0 && i < reading.sentences().size()) {
                scenes.add(new Scene(reading, reading.sentences().get(i)));
            }
        }
    }

    private static boolean isInjury(Candidate candidate) {
        String code = candidate.code().value();
        boolean injury = code.startsWith("S")
                || code.startsWith("T")
                        && (code.compareTo("T36") < 0 || code.compareTo("T66") >= 0 && code.compareTo("T78") < 0);
        return injury && code.length() == CODE_LENGTH;
    }

    /** Poisoning, toxic effect, or a reaction to food. */
    private static boolean isPoisoning(Candidate candidate) {
        String code = candidate.code().value();
        char column = code.length() == CODE_LENGTH ? code.charAt(CODE_LENGTH - 2) : ' ';
        boolean drug = code.compareTo("T36") >= 0 && code.compareTo("T51") < 0;
        boolean taken = column != '5' && column != '6';
        return drug && taken && !code.contains("5X") && !code.contains("6X")
                || code.compareTo("T51") >= 0 && code.compareTo("T66") < 0
                || code.startsWith("T78.0");
    }

    /** I.C.20.a.2: the phase of the injury that is being cared for. */
    private static char phase(List<Candidate> injuries) {
        boolean sequela = true;
        for (Candidate injury : injuries) {
            char last = injury.code().value().charAt(CODE_LENGTH - 1);
            if (last == 'A' || last == 'B' || last == 'C') {
                return 'A';
            }
            sequela = sequela && last == 'S';
        }
        return sequela ? 'S' : 'D';
    }

    private static void add(Mechanism mechanism, char phase, Encounter encounter) {
        encounter.add(
                mechanism.reading(),
                mechanism.sentence(),
                mechanism.first(),
                mechanism.last(),
                code(mechanism.stem(), phase, encounter),
                new Assertion.Affirmed(),
                Trace.Kind.INDEX,
                "External Cause Index > " + mechanism.stem());
    }

    private static String code(String stem, char phase, Encounter encounter) {
        if (encounter.exists(stem)) {
            return stem;
        }
        StringBuilder code = new StringBuilder(stem.length() == 3 ? stem + "." : stem);
        while (code.length() < CODE_LENGTH - 1) {
            code.append('X');
        }
        return code.append(phase).toString();
    }

    /** What terms alone led to: of another phase, or less than the note tells. */
    private static void correct(
            List<Reading> readings,
            List<Candidate> affirmed,
            Optional<Mechanism> mechanism,
            char phase,
            Encounter encounter) {
        for (Candidate candidate : affirmed) {
            String code = candidate.code().value();
            if (!isCause(candidate)) {
                continue;
            }
            boolean same =
                    mechanism.isPresent() && code.equals(code(mechanism.get().stem(), phase, encounter));
            if (isLongAgo(readings, candidate)) {
                encounter.drop(candidate, "of another year");
            } else if (mechanism.isPresent() && !same && (!mechanism.get().general() || code.startsWith("W19"))) {
                encounter.drop(candidate, mechanism.get().stem() + " tells the cause");
            } else if (code.length() == CODE_LENGTH && code.charAt(CODE_LENGTH - 1) != phase) {
                encounter.replace(candidate, code.substring(0, CODE_LENGTH - 1) + phase, "in the phase of the injury");
            }
        }
    }

    private static boolean isLongAgo(List<Reading> readings, Candidate candidate) {
        Reading reading = readingOf(readings, candidate);
        return Years.anyLongAgo(
                reading.sentences().get(reading.sentenceOf(candidate).orElse(0)).tokens());
    }

    private static Reading readingOf(List<Reading> readings, Candidate candidate) {
        String id = candidate.evidence().noteId();
        return readings.stream()
                .filter(reading -> reading.note().id().equals(id))
                .findFirst()
                .orElse(readings.get(0));
    }

    private static void add(Circumstance found, Encounter encounter) {
        encounter.add(
                found.scene().reading(),
                found.scene().sentence(),
                found.first(),
                found.last(),
                found.code(),
                new Assertion.Affirmed(),
                Trace.Kind.INDEX,
                "External Cause Index");
    }
}
