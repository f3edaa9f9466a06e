package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Trace;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;

/** The coding of an encounter while the rules work on it. */
final class Draft {

    private final EncounterFacts facts;
    private final CodeSet codeSet;
    private final List<Line> lines = new ArrayList<>();
    private final List<DroppedCandidate> dropped = new ArrayList<>();
    private final List<DocumentationQuery> queries = new ArrayList<>();

    Draft(EncounterFacts facts, CodeSet codeSet) {
        this.facts = facts;
        this.codeSet = codeSet;
    }

    /** A code and the candidates that support it. */
    static final class Line {
        private final BillableCode code;
        private final List<Candidate> support = new ArrayList<>();
        private final List<Trace.Step> rules = new ArrayList<>();

        Line(BillableCode code) {
            this.code = code;
        }

        BillableCode code() {
            return code;
        }

        String value() {
            return code.value();
        }

        List<Candidate> support() {
            return support;
        }

        List<Trace.Step> rules() {
            return rules;
        }

        void fired(String rule) {
            rules.add(new Trace.Step(Trace.Kind.GUIDELINE, rule));
        }
    }

    EncounterFacts facts() {
        return facts;
    }

    CodeSet codeSet() {
        return codeSet;
    }

    List<Line> lines() {
        return lines;
    }

    List<DroppedCandidate> dropped() {
        return dropped;
    }

    List<DocumentationQuery> queries() {
        return queries;
    }

    Optional<Line> line(BillableCode code) {
        return lines.stream().filter(line -> line.code().equals(code)).findFirst();
    }

    /** The line of a code, made if there is none: each code once (I.B.12). */
    Line lineFor(BillableCode code) {
        return line(code).orElseGet(() -> {
            Line line = new Line(code);
            lines.add(line);
            return line;
        });
    }

    /** Puts a line before another, if it stands after it. */
    void moveBefore(Line line, Line other) {
        if (line != other && lines.indexOf(line) > lines.indexOf(other)) {
            lines.remove(line);
            lines.add(lines.indexOf(other), line);
        }
    }

    void drop(Candidate candidate, Reason reason, String detail) {
        dropped.add(new DroppedCandidate(
                candidate.code().value(), candidate.code().display(), List.of(candidate.evidence()), reason, detail));
    }

    /** Takes a line off the claim. What supports it by way of another code (a combination's parts) was told before. */
    void drop(Line line, Reason reason, String detail) {
        if (lines.remove(line)) {
            line.support().stream()
                    .filter(candidate -> candidate.code().equals(line.code()))
                    .forEach(candidate -> drop(candidate, reason, detail));
        }
    }
}
