package org.chartproof.coding.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.Pregnancy.Stage;
import org.chartproof.coding.Sex;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.attribute.Trimester;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The pregnancy of an encounter: whether there is one, how far it has gone, whether the child was born now (Guidelines I.C.15.a), the
 * weeks (Z3A), the outcome of the delivery (Z37, I.C.15.b.5) and the fetus that a condition is of (I.C.15.a.6).
 */
final class Obstetrics {

    private static final List<String> PREGNANT = List.of("O", "Z34", "Z33", "Z36");
    private static final List<String> OF_DELIVERY = List.of("O70", "O71", "O72.0", "O72.1", "O80", "O82", "Z37");
    private static final List<String> AFTER_BIRTH = List.of("O85", "O86", "O87", "O90", "O91", "O92", "Z39");
    /** What is coded of a pregnancy before the birth and of no delivery. */
    private static final List<String> EXPECTING =
            List.of("O0", "O1", "O2", "O3", "O4", "O6", "O9", "Z34", "Z33", "Z3A", "Z36");

    private static final List<String> TWINS = List.of("O30.0");
    private static final List<String> TRIPLETS = List.of("O30.1");

    /** The youngest mother, as payers have it. */
    private static final int YOUNGEST = 9;

    private final Cues<ObstetricCue> cues = new Cues<>("obstetric-cues.tsv", ObstetricCue.class);
    private final Assertions assertions;
    private final Gestation gestation = new Gestation();

    Obstetrics(Assertions assertions) {
        this.assertions = assertions;
    }

    /** A place where something of a kind is said. */
    private record Place(Reading reading, Sentence sentence, At at) {}

    /** Reads the notes of an encounter, adds weeks and outcome; empty where there is no pregnancy. */
    Optional<Pregnancy> read(List<Reading> readings, Encounter encounter) {
        boolean mother = encounter.facts().ageYears().orElse(YOUNGEST) >= YOUNGEST
                && encounter.facts().sex() != Sex.MALE;
        if (!mother) {
            return Optional.empty();
        }
        dropOfOtherTimes(readings, encounter);
        Map<ObstetricCue, Place> said = said(readings);
        PastDeliveries.drop(readings, encounter, !said.isEmpty() || encounter.has(EXPECTING));
        Optional<Stage> stage = stage(said, encounter);
        if (stage.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> weeks =
                stage.get() == Stage.PUERPERIUM ? Optional.empty() : gestation.read(readings, encounter);
        fetuses(readings, said, encounter);
        if (stage.get() == Stage.CHILDBIRTH && encounter.facts().mode() == CodingMode.CLAIM) {
            outcome(said, encounter);
        }
        return Optional.of(
                new Pregnancy(stage.get(), weeks.flatMap(Trimester::ofWeeks).or(() -> named(readings))));
    }

    /** "Stop before pregnancy": the terms of the books find a pregnancy in it. */
    private void dropOfOtherTimes(List<Reading> readings, Encounter encounter) {
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                for (At at : cues.in(sentence).all(ObstetricCue.OTHER_TIME)) {
                    int begin = sentence.tokens().get(at.first()).begin();
                    int end = sentence.tokens().get(at.last()).end();
                    for (Candidate candidate : encounter.within(reading, begin, end)) {
                        if (PREGNANT.stream().anyMatch(candidate.code().value()::startsWith)) {
                            encounter.drop(candidate, "a pregnancy of another time");
                        }
                    }
                }
            }
        }
    }

    private static Optional<Trimester> named(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> Trimester.of(reading.note().text().text()).stream())
                .findFirst();
    }

    /** Of each kind the first place that says it of this pregnancy. */
    private Map<ObstetricCue, Place> said(List<Reading> readings) {
        Map<ObstetricCue, Place> places = new EnumMap<>(ObstetricCue.class);
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Weight weight = sentence.section().kind().weight();
                if (weight == Weight.HISTORY || weight == Weight.FAMILY) {
                    continue;
                }
                Said<ObstetricCue> cued = cues.in(sentence);
                for (ObstetricCue kind : cued.places().keySet()) {
                    if (places.containsKey(kind)) {
                        continue;
                    }
                    cued.all(kind).stream()
                            .filter(at -> holds(kind, sentence, at))
                            .findFirst()
                            .ifPresent(at -> places.put(kind, new Place(reading, sentence, at)));
                }
                dayAfterBirth(sentence)
                        .ifPresent(
                                at -> places.putIfAbsent(ObstetricCue.AFTER_BIRTH, new Place(reading, sentence, at)));
            }
        }
        return places;
    }

    /** "PPD9": the day after the birth in one word. */
    private static Optional<At> dayAfterBirth(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            String form = tokens.get(i).form();
            boolean day = form.length() > 3 && form.length() < 6 && form.startsWith("ppd");
            if (day && Character.isDigit(form.charAt(3))) {
                return Optional.of(new At(i, i));
            }
        }
        return Optional.empty();
    }

    private boolean holds(ObstetricCue kind, Sentence sentence, At at) {
        if (kind == ObstetricCue.WATCHED) {
            return true;
        }
        if (kind == ObstetricCue.AFTER_BIRTH && !isOfNow(sentence, at)) {
            return false;
        }
        return assertions.of(sentence, at.first(), at.last(), false) instanceof Assertion.Affirmed;
    }

    /** "PPD" alone is as often a test of the skin or packs of cigarettes, "postpartum visit" one that is to come. */
    private static boolean isOfNow(Sentence sentence, At at) {
        List<Token> tokens = sentence.tokens();
        String next = at.last() + 1 < tokens.size() ? tokens.get(at.last() + 1).form() : "";
        if (tokens.get(at.first()).form().equals("ppd")) {
            boolean day = next.equals("#") || !next.isEmpty() && Character.isDigit(next.charAt(0));
            boolean counted = at.first() > 0
                    && Character.isDigit(tokens.get(at.first() - 1).form().charAt(0));
            return day && !counted;
        }
        boolean toCome =
                next.equals("visit") || next.equals("contraception") || next.equals("tubal") || next.equals("f");
        return !toCome || sentence.section().kind().weight() == Weight.REASON;
    }

    private static Optional<Stage> stage(Map<ObstetricCue, Place> said, Encounter encounter) {
        boolean expected = said.containsKey(ObstetricCue.PREGNANT)
                || said.containsKey(ObstetricCue.WATCHED)
                || encounter.has(PREGNANT);
        boolean born = said.containsKey(ObstetricCue.ALIVE)
                || said.containsKey(ObstetricCue.DEAD) && said.containsKey(ObstetricCue.BORN)
                || encounter.has(OF_DELIVERY);
        boolean afterwards = said.containsKey(ObstetricCue.AFTER_BIRTH) || encounter.has(AFTER_BIRTH);
        if (said.containsKey(ObstetricCue.BORN) && (expected || afterwards) || born) {
            return Optional.of(Stage.CHILDBIRTH);
        }
        if (afterwards && !said.containsKey(ObstetricCue.WATCHED)) {
            return Optional.of(Stage.PUERPERIUM);
        }
        return expected ? Optional.of(Stage.PREGNANT) : Optional.empty();
    }

    /** The outcome of delivery, by how many were born and whether they live. */
    private static void outcome(Map<ObstetricCue, Place> said, Encounter encounter) {
        Optional<Place> alive = Optional.ofNullable(said.get(ObstetricCue.ALIVE));
        Optional<Place> dead = Optional.ofNullable(said.get(ObstetricCue.DEAD));
        Optional<Place> place = alive.or(() -> dead).or(() -> Optional.ofNullable(said.get(ObstetricCue.BORN)));
        if (place.isEmpty()) {
            return;
        }
        boolean twins = said.containsKey(ObstetricCue.TWINS) || encounter.has(TWINS);
        boolean triplets = said.containsKey(ObstetricCue.TRIPLETS) || encounter.has(TRIPLETS);
        String code;
        if (triplets) {
            code = dead.isEmpty() ? "Z37.51" : alive.isEmpty() ? "Z37.7" : "Z37.61";
        } else if (twins) {
            code = dead.isEmpty() ? "Z37.2" : alive.isEmpty() ? "Z37.4" : "Z37.3";
        } else {
            code = dead.isPresent() && alive.isEmpty() ? "Z37.1" : "Z37.0";
        }
        for (Candidate candidate : encounter.affirmed()) {
            String other = candidate.code().value();
            if (other.startsWith("Z37") && !other.equals(code)) {
                encounter.drop(candidate, code + " tells the outcome of all");
            }
        }
        Place where = place.get();
        encounter.add(
                where.reading(),
                where.sentence(),
                where.at().first(),
                where.at().last(),
                code,
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                "outcome of delivery as written");
    }

    /** "A breech", "baby B: IUGR", "twin 2 transverse": the 7th character counts the fetus, where there are several. */
    private static void fetuses(List<Reading> readings, Map<ObstetricCue, Place> said, Encounter encounter) {
        boolean several = said.containsKey(ObstetricCue.TWINS)
                || said.containsKey(ObstetricCue.TRIPLETS)
                || encounter.has(List.of("O30"));
        if (!several) {
            return;
        }
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            boolean counts = code.charAt(0) == 'O' && code.length() == "O32.1XX0".length() && code.endsWith("0");
            if (counts) {
                fetusBefore(readings, candidate)
                        .ifPresent(number -> encounter.replaceOne(
                                candidate, code.substring(0, code.length() - 1) + number, "of fetus " + number));
            }
        }
    }

    private static Optional<Integer> fetusBefore(List<Reading> readings, Candidate candidate) {
        for (Reading reading : readings) {
            if (!reading.note().id().equals(candidate.evidence().noteId())) {
                continue;
            }
            String text = reading.note().text().text();
            int at = candidate.evidence().begin() - 1;
            while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == ':' || text.charAt(at) == '-')) {
                at--;
            }
            boolean alone = at >= 0 && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
            if (alone) {
                int number = "ABC".indexOf(text.charAt(at));
                number = number < 0 ? "123".indexOf(text.charAt(at)) : number;
                return number < 0 ? Optional.empty() : Optional.of(number + 1);
            }
        }
        return Optional.empty();
    }
}
