package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;

/** What the events of one encounter are gathered in, beside what was found before them. */
final class Encounter {

    private final EncounterFacts facts;
    private final CodeSet codeSet;
    private final List<Candidate> before;
    private final List<Candidate> added = new ArrayList<>();

    Encounter(EncounterFacts facts, CodeSet codeSet, List<Candidate> before) {
        this.facts = facts;
        this.codeSet = codeSet;
        this.before = List.copyOf(before);
    }

    EncounterFacts facts() {
        return facts;
    }

    /** The candidates that the notes' terms led to. */
    List<Candidate> before() {
        return before;
    }

    /** The candidates of events. */
    List<Candidate> added() {
        return added;
    }

    /** Whether the patient is said to have something under one of some prefixes. */
    boolean has(List<String> prefixes) {
        return before.stream()
                .filter(candidate -> candidate.assertion() instanceof Assertion.Affirmed)
                .map(candidate -> candidate.code().value())
                .anyMatch(code -> prefixes.stream().anyMatch(code::startsWith));
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
        added.add(new Candidate(
                billable.get(),
                new Evidence(id, begin, end, reading.note().text().words(begin, end)),
                sentence.section().kind(),
                assertion,
                false,
                Term.Source.LEXICON,
                Optional.empty(),
                List.of(
                        new Trace.Step(
                                Trace.Kind.SECTION,
                                sentence.section()
                                        .kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')),
                        new Trace.Step(book, path + " > " + code),
                        new Trace.Step(
                                Trace.Kind.ASSERTION,
                                assertion.getClass().getSimpleName().toLowerCase(Locale.ROOT)))));
    }
}
