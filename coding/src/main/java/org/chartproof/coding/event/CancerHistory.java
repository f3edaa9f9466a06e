package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Cancers that are past (Guidelines I.C.2.m): excised or eradicated, with no treatment directed to them and no evidence of any left.
 * One that is still treated, by a hormone for years too, is present. Leukemias, lymphomas and myelomas have codes of their own for
 * remission and are left alone. A visit that looks for a recurrence is follow-up after completed treatment (I.C.21.c.8).
 */
final class CancerHistory {

    /** How many sentences behind the one that names a cancer still tell of it. */
    private static final int FOLLOWING = 2;
    /** A resection of last year may have its treatment still to come. */
    private static final int YEARS_SINCE_TREATMENT = 2;
    /** A cancer of a past history with nothing but its year is over by then. */
    private static final int YEARS_SINCE_DIAGNOSIS = 5;

    private static final List<String> SECONDARY = List.of("C77", "C78", "C79");
    private static final String HORMONE_THERAPY = "Z79.81";
    private static final Set<String> HORMONAL = Set.of("C50", "C54", "C61");
    private static final Set<String> AGAINST_CANCER = Set.of(
            "alkylating-agent",
            "antineoplastic",
            "antitumor-antibiotic",
            "aromatase-inhibitor",
            "checkpoint-inhibitor",
            "serm",
            "gonadotropin-analog",
            "antiandrogen",
            "mitotic-inhibitor",
            "targeted-antineoplastic",
            "topoisomerase-inhibitor");

    private final Cues<CancerCue> cues;
    private final Assertions assertions;

    CancerHistory(Cues<CancerCue> cues, Assertions assertions) {
        this.cues = cues;
        this.assertions = assertions;
    }

    /** Where a note names a cancer. */
    private record Place(Candidate cancer, Reading reading, int index) {
        Sentence sentence() {
            return reading.sentences().get(index);
        }
    }

    private record Visit(Reading reading, Sentence sentence, At at) {}

    void read(List<Reading> readings, List<Drug> drugs, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        Map<String, List<Place>> bySite = places(readings, encounter);
        for (Map.Entry<String, List<Place>> site : bySite.entrySet()) {
            List<Place> places = site.getValue();
            if (isPast(places, encounter) && !isTreated(site.getKey(), places, drugs, encounter)) {
                places.forEach(place -> encounter.past(place.cancer(), "excised or eradicated, and no longer treated"));
                followUp(places, encounter);
            }
        }
    }

    private static Map<String, List<Place>> places(List<Reading> readings, Encounter encounter) {
        Map<String, List<Place>> bySite = new LinkedHashMap<>();
        for (Candidate candidate : encounter.affirmed()) {
            if (isSolidPrimary(candidate.code().value())) {
                place(readings, candidate).ifPresent(place -> bySite.computeIfAbsent(
                                candidate.code().category(), none -> new ArrayList<>())
                        .add(place));
            }
        }
        return bySite;
    }

    private static boolean isSolidPrimary(String code) {
        return code.startsWith("C") && code.compareTo("C76") < 0 && !code.startsWith("C7B");
    }

    private static Optional<Place> place(List<Reading> readings, Candidate candidate) {
        for (Reading reading : readings) {
            if (!reading.note().id().equals(candidate.evidence().noteId())) {
                continue;
            }
            OptionalInt at = reading.sentenceOf(candidate);
            if (at.isPresent()) {
                return Optional.of(new Place(candidate, reading, at.getAsInt()));
            }
        }
        return Optional.empty();
    }

    private boolean isPast(List<Place> places, Encounter encounter) {
        int year = encounter.facts().serviceDate().getYear();
        boolean past = false;
        boolean removed = false;
        boolean spread = false;
        for (Place place : places) {
            boolean ofHistory = place.sentence().section().kind().weight() == Weight.HISTORY;
            past |= ofHistory && Years.anyUntil(place.sentence().tokens(), year - YEARS_SINCE_DIAGNOSIS);
            for (Sentence sentence : told(place)) {
                Said<CancerCue> said = cues.in(sentence);
                boolean own = sentence == place.sentence();
                if (own && says(sentence, said, CancerCue.ACTIVE)) {
                    return false;
                }
                boolean longAgo = Years.anyUntil(sentence.tokens(), year - YEARS_SINCE_TREATMENT);
                removed |= said.says(CancerCue.REMOVED) && longAgo;
                spread |= own && says(sentence, said, CancerCue.SPREAD);
                past |= said.says(CancerCue.FREE) || said.says(CancerCue.TREATED) && longAgo;
            }
        }
        // What has spread is treated where it is: the place where it began is history if it was cut out (I.C.2.d).
        return removed || past && !spread;
    }

    /** The sentence that names a cancer and those behind it in its paragraph. */
    private static List<Sentence> told(Place place) {
        List<Sentence> all = place.reading().sentences();
        int end = Math.min(all.size(), place.index() + 1 + FOLLOWING);
        return all.subList(place.index(), end).stream()
                .filter(sentence -> sentence.section().equals(place.sentence().section()))
                .toList();
    }

    private boolean says(Sentence sentence, Said<CancerCue> said, CancerCue kind) {
        return said.all(kind).stream().anyMatch(at -> {
            Assertion assertion = assertions.of(sentence, at.first(), at.last(), false);
            return assertion instanceof Assertion.Affirmed || assertion instanceof Assertion.Historical;
        });
    }

    /** By a drug that is taken for it now. */
    private boolean isTreated(String site, List<Place> places, List<Drug> drugs, Encounter encounter) {
        boolean hormone = HORMONAL.contains(site)
                && encounter.affirmed().stream()
                        .anyMatch(candidate -> candidate.code().value().startsWith(HORMONE_THERAPY));
        if (hormone || encounter.has(SECONDARY)) {
            // Drugs against what has spread say nothing of where it began.
            return hormone;
        }
        Set<Sentence> of = Collections.newSetFromMap(new IdentityHashMap<>());
        places.forEach(place -> of.addAll(told(place)));
        for (Drug drug : drugs) {
            boolean told = AGAINST_CANCER.contains(drug.medicine().kind().name()) && of.contains(drug.sentence());
            if (told && isTaken(drug, encounter)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(Drug drug, Encounter encounter) {
        List<Token> tokens = drug.sentence().tokens();
        int from = Segments.begin(tokens, drug.first());
        int to = Segments.end(tokens, drug.last());
        int lastYear = encounter.facts().serviceDate().getYear() - 1;
        boolean over = cues.in(drug.sentence()).within(CancerCue.FINISHED, from, to)
                || Years.anyUntil(tokens.subList(from, to + 1), lastYear);
        return !over && !(assertions.of(drug.sentence(), drug.first(), drug.last(), true) instanceof Assertion.Negated);
    }

    /** Of an outpatient the visit itself is the follow-up, where the note says that it looks for a recurrence. */
    private void followUp(List<Place> places, Encounter encounter) {
        if (encounter.facts().setting() != Setting.OUTPATIENT) {
            return;
        }
        visit(places)
                .ifPresent(visit -> encounter.add(
                        visit.reading(),
                        visit.sentence(),
                        visit.at().first(),
                        visit.at().last(),
                        "Z08",
                        new Assertion.Affirmed(),
                        Trace.Kind.INDEX,
                        "Examination > follow-up > malignant neoplasm"));
    }

    private Optional<Visit> visit(List<Place> places) {
        for (Place place : places) {
            SectionKind section = place.sentence().section().kind();
            List<Sentence> sentences =
                    new ArrayList<>(List.of(place.reading().sentences().get(0)));
            if (section.weight() != Weight.HISTORY && section.weight() != Weight.FINDING) {
                sentences.add(place.sentence());
            }
            for (Sentence sentence : sentences) {
                List<At> told = cues.in(sentence).all(CancerCue.SURVEILLANCE);
                if (!told.isEmpty()) {
                    return Optional.of(new Visit(place.reading(), sentence, told.get(0)));
                }
            }
        }
        return Optional.empty();
    }
}
