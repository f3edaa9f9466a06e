package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;
import org.jspecify.annotations.Nullable;

/** What the events of one encounter are gathered in, beside what was found before them. */
final class Encounter {

    private final EncounterFacts facts;
    private final CodeSet codeSet;
    private final HeldCandidates before = new HeldCandidates();
    private final List<DroppedCandidate> dropped = new ArrayList<>();
    private final HeldCandidates added = new HeldCandidates();

    /** What {@link #has} and {@link #affirmed} answered since the candidates last changed. */
    private final Map<List<String>, Boolean> had = new HashMap<>();

    private @Nullable List<Candidate> affirmed;

    Encounter(EncounterFacts facts, CodeSet codeSet, List<Candidate> before) {
        this.facts = facts;
        this.codeSet = codeSet;
        before.forEach(this.before::add);
    }

    EncounterFacts facts() {
        return facts;
    }

    /** The candidates that the notes' terms led to, and those of events behind them. */
    Events.Found found(Optional<Pregnancy> pregnancy) {
        List<Candidate> all = new ArrayList<>(before.all());
        all.addAll(added.all());
        return new Events.Found(all, dropped, pregnancy);
    }

    /** The candidates whose words lie between two places of a note. */
    List<Candidate> within(Reading reading, int begin, int end) {
        return before.within(reading.note().id(), begin, end);
    }

    /** Everything that the patient is said to have, by terms and by events. */
    List<Candidate> affirmed() {
        if (affirmed == null) {
            List<Candidate> all = new ArrayList<>();
            before.all().forEach(candidate -> addIfAffirmed(candidate, all));
            added.all().forEach(candidate -> addIfAffirmed(candidate, all));
            affirmed = Collections.unmodifiableList(all);
        }
        return affirmed;
    }

    private static void addIfAffirmed(Candidate candidate, List<Candidate> affirmed) {
        if (candidate.assertion() instanceof Assertion.Affirmed) {
            affirmed.add(candidate);
        }
    }

    private void put(int number, Candidate candidate) {
        before.put(number, candidate);
        changed();
    }

    private void add(Candidate candidate) {
        added.add(candidate);
        affirmed = null;
    }

    private void changed() {
        had.clear();
        affirmed = null;
    }

    /** Whether a code can be reported on the date of service. */
    boolean exists(String code) {
        return codeSet.billable(code).isPresent();
    }

    /** Takes a candidate of a term out: the events tell more. */
    void drop(Candidate candidate, String why) {
        if (before.remove(candidate) || added.remove(candidate)) {
            changed();
            dropped.add(new DroppedCandidate(
                    candidate.code().value(),
                    candidate.code().display(),
                    List.of(candidate.evidence()),
                    DroppedCandidate.Reason.LESS_SPECIFIC,
                    why));
        }
    }

    /** Puts another code in the place of one, wherever the patient is said to have it: the events tell more of it. */
    void replace(Candidate old, String code, String why) {
        Optional<BillableCode> billable = codeSet.billable(code);
        if (billable.isEmpty() || !(old.assertion() instanceof Assertion.Affirmed)) {
            return;
        }
        for (int i : before.affirmed(old.code().value())) {
            Candidate candidate = before.get(i);
            List<Trace.Step> steps = new ArrayList<>(candidate.steps());
            steps.add(new Trace.Step(Trace.Kind.INDEX, old.code() + " " + why + " > " + code));
            put(
                    i,
                    new Candidate(
                            billable.get(),
                            candidate.evidence(),
                            candidate.section(),
                            candidate.assertion(),
                            candidate.beganInHospital(),
                            candidate.source(),
                            Optional.empty(),
                            steps));
            dropped.add(new DroppedCandidate(
                    old.code().value(),
                    old.code().display(),
                    List.of(candidate.evidence()),
                    DroppedCandidate.Reason.LESS_SPECIFIC,
                    code + " says more: " + why));
        }
    }

    /** Adds a code that rests on the words of another candidate, if it is billable on the date of service. */
    void addBeside(Candidate candidate, String code, String why) {
        codeSet.billable(code).ifPresent(billable -> {
            List<Trace.Step> steps = new ArrayList<>(candidate.steps());
            steps.add(new Trace.Step(Trace.Kind.INDEX, candidate.code() + " " + why + " > " + code));
            add(candidate.as(billable).with(steps));
        });
    }

    /** Tells a candidate as past, which a coder then has as history or not at all: the events tell more. */
    void past(Candidate old, String why) {
        OptionalInt at = before.numberOf(old);
        if (at.isEmpty()) {
            return;
        }
        List<Trace.Step> steps = new ArrayList<>(old.steps());
        steps.add(new Trace.Step(Trace.Kind.ASSERTION, "historical: " + why));
        put(
                at.getAsInt(),
                old.told(new Assertion.Historical(Assertion.Cue.SECTION)).with(steps));
    }

    /** Takes a candidate as told in another section than the one that it stands in. */
    void move(Candidate old, SectionKind section, String why) {
        OptionalInt at = before.numberOf(old);
        if (at.isPresent()) {
            List<Trace.Step> steps = new ArrayList<>(old.steps());
            steps.add(new Trace.Step(Trace.Kind.SECTION, section.words() + ": " + why));
            put(at.getAsInt(), old.in(section).with(steps));
        }
    }

    /** Puts another code in the place of one candidate's: the words around tell more of it. */
    void replaceOne(Candidate old, String code, String why) {
        Optional<BillableCode> billable = codeSet.billable(code);
        OptionalInt at = before.numberOf(old);
        if (billable.isEmpty() || at.isEmpty()) {
            return;
        }
        List<Trace.Step> steps = new ArrayList<>(old.steps());
        steps.add(new Trace.Step(Trace.Kind.TABULAR, old.code() + " " + why + " > " + code));
        put(at.getAsInt(), old.as(billable.get()).with(steps));
    }

    /** Whether the patient is said to have something under one of some prefixes. */
    boolean has(List<String> prefixes) {
        return had.computeIfAbsent(prefixes, this::isSaidToHave);
    }

    private boolean isSaidToHave(List<String> prefixes) {
        return before.hasAffirmedUnder(prefixes);
    }

    /**
     * Adds a candidate, if its code is billable on the date of service.
     *
     * @param first first token of the words that it rests on
     * @param last the last of them
     * @param path how a coder gets to the code
     */
    void add(
            Reading reading,
            Sentence sentence,
            int first,
            int last,
            String code,
            Assertion assertion,
            Trace.Kind book,
            String path) {
        Optional<BillableCode> billable = codeSet.billable(code);
        if (billable.isEmpty()) {
            return;
        }
        List<Token> tokens = sentence.tokens();
        int begin = tokens.get(first).begin();
        int end = tokens.get(last).end();
        String id = reading.note().id();
        add(new Candidate(
                billable.get(),
                new Evidence(id, begin, end, reading.note().text().words(begin, end)),
                sentence.section().kind(),
                assertion,
                false,
                Term.Source.LEXICON,
                Optional.empty(),
                List.of(
                        new Trace.Step(
                                Trace.Kind.SECTION, sentence.section().kind().words()),
                        new Trace.Step(book, path + " > " + code),
                        new Trace.Step(
                                Trace.Kind.ASSERTION,
                                assertion.getClass().getSimpleName().toLowerCase(Locale.ROOT)))));
    }
}
