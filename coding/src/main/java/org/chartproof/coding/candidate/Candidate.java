package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.Term;

/**
 * A billable code that one mention of a note leads to.
 *
 * @param code the code, completed in the Tabular List
 * @param spans the words, in order; several where words of something else stand between
 * @param section where they stand
 * @param assertion what the note says of them
 * @param beganInHospital whether they say that it arose during the stay
 * @param source the book that led there
 * @param missingAxis what the words leave open, so that an unspecified code was taken: laterality, for one
 * @param steps how it was found
 */
public record Candidate(
        BillableCode code,
        List<Evidence> spans,
        SectionKind section,
        Assertion assertion,
        boolean beganInHospital,
        Term.Source source,
        Optional<String> missingAxis,
        List<Trace.Step> steps) {

    public Candidate {
        spans = List.copyOf(spans);
        steps = List.copyOf(steps);
    }

    /** One whose words stand together. */
    public Candidate(
            BillableCode code,
            Evidence evidence,
            SectionKind section,
            Assertion assertion,
            boolean beganInHospital,
            Term.Source source,
            Optional<String> missingAxis,
            List<Trace.Step> steps) {
        this(code, List.of(evidence), section, assertion, beganInHospital, source, missingAxis, steps);
    }

    /** By code and place: candidates of a note are told apart by them, and are gathered in sets many times. */
    @Override
    public int hashCode() {
        return 31 * code.value().hashCode() + evidence().begin();
    }

    /** The first of its spans: where it stands. */
    public Evidence evidence() {
        return spans.get(0);
    }

    /** The same, found by these steps. */
    public Candidate with(List<Trace.Step> newSteps) {
        return new Candidate(code, spans, section, assertion, beganInHospital, source, missingAxis, newSteps);
    }

    /** The same, of which the note says something else. */
    public Candidate told(Assertion other) {
        return new Candidate(code, spans, section, other, beganInHospital, source, missingAxis, steps);
    }

    /** The same, counted for another section than the one where its words stand. */
    public Candidate in(SectionKind other) {
        return new Candidate(code, spans, other, assertion, beganInHospital, source, missingAxis, steps);
    }

    /** The same words standing for another code. What they leave open is of no matter to one of another category, such as that of a history. */
    public Candidate as(BillableCode other) {
        Optional<String> open = missingAxis.filter(axis -> other.category().equals(code.category()));
        return new Candidate(other, spans, section, assertion, beganInHospital, source, open, steps);
    }

    /** A symptom or sign by its chapter (R), or pain by its category. */
    public boolean isSymptom() {
        return Categories.isSymptom(code.value());
    }
}
