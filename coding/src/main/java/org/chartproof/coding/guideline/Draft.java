package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.TabularNote;

/** The coding of an encounter while the rules work on it. */
final class Draft {

    private final EncounterFacts facts;
    private final CodeSet codeSet;
    private final Optional<Pregnancy> pregnancy;
    private final List<Line> lines = new ArrayList<>();
    private final List<DroppedCandidate> dropped = new ArrayList<>();
    private final List<DocumentationQuery> queries = new ArrayList<>();
    private final Places places = new Places();

    Draft(EncounterFacts facts, CodeSet codeSet, Optional<Pregnancy> pregnancy) {
        this.facts = facts;
        this.codeSet = codeSet;
        this.pregnancy = pregnancy;
    }

    EncounterFacts facts() {
        return facts;
    }

    CodeSet codeSet() {
        return codeSet;
    }

    /** The pregnancy that the notes tell of. */
    Optional<Pregnancy> pregnancy() {
        return pregnancy;
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

    /** Where in the notes things stand. */
    Places places() {
        return places;
    }

    /** Whether a rule holds where this patient was seen. */
    boolean isUnder(Guideline rule) {
        return rule.holdsIn(facts.setting());
    }

    /** The line of a code, made if there is none: each code once (I.B.12). */
    Line lineFor(BillableCode code) {
        for (Line line : lines) {
            if (line.code().equals(code)) {
                return line;
            }
        }
        Line line = new Line(code);
        lines.add(line);
        return line;
    }

    /** The first line whose code is one of some. */
    Optional<Line> first(Codes codes) {
        for (Line line : lines) {
            if (codes.has(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** The first line that is not a given one and whose code is one of some. */
    Optional<Line> firstBeside(Line beside, Codes codes) {
        for (Line line : lines) {
            if (line != beside && codes.has(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** All lines that are not a given one and whose code is one of some, as they are now. */
    List<Line> allBeside(Line beside, Codes codes) {
        List<Line> all = List.of();
        for (Line line : lines) {
            if (line != beside && codes.has(line)) {
                all = all.isEmpty() ? new ArrayList<>() : all;
                all.add(line);
            }
        }
        return all;
    }

    /** All lines that are not a given one and that a note names, as they are now. */
    List<Line> allNamedBy(TabularNote note, Line beside) {
        List<Line> all = List.of();
        for (Line line : lines) {
            if (line != beside && line.isNamedBy(note)) {
                all = all.isEmpty() ? new ArrayList<>() : all;
                all.add(line);
            }
        }
        return all;
    }

    boolean has(Codes codes) {
        return first(codes).isPresent();
    }

    /** Whether a code lies under a beginning. */
    boolean has(String beginning) {
        for (Line line : lines) {
            if (line.value().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a line before another, if it stands after it. */
    boolean moveBefore(Line line, Line other) {
        if (line == other || lines.indexOf(line) < lines.indexOf(other)) {
            return false;
        }
        lines.remove(line);
        lines.add(lines.indexOf(other), line);
        return true;
    }

    void drop(Candidate candidate, Reason reason, Guideline rule, String detail) {
        dropped.add(new DroppedCandidate(
                candidate.code().value(),
                candidate.code().display(),
                candidate.spans(),
                reason,
                detail + ": " + rule.cited()));
    }

    /** Takes a line off the claim because its confidence is too low to report it. */
    void dropDoubtful(Line line) {
        if (lines.remove(line)) {
            for (Candidate candidate : line.support()) {
                dropped.add(new DroppedCandidate(
                        line.value(),
                        line.code().display(),
                        candidate.spans(),
                        Reason.LOW_CONFIDENCE,
                        "next to no chance of being right, by its circumstances"));
            }
        }
    }

    /** Takes a line off the claim. What supports it by way of another code (a combination's parts) was told before. */
    void drop(Line line, Reason reason, Guideline rule, String detail) {
        if (lines.remove(line)) {
            for (Candidate candidate : line.support()) {
                if (candidate.code().equals(line.code())) {
                    drop(candidate, reason, rule, detail);
                }
            }
        }
    }

    /** Puts another code in the place of a line's, resting on the same words. */
    Line replace(Line line, BillableCode code, Guideline rule) {
        int at = lines.indexOf(line);
        boolean known = false;
        for (Line other : lines) {
            known |= other.code().equals(code);
        }
        Line replacement = lineFor(code);
        replacement.supportBy(line);
        replacement.fired(rule);
        if (!known && at >= 0) {
            lines.remove(replacement);
            lines.add(at, replacement);
        }
        drop(line, Reason.LESS_SPECIFIC, rule, code.value() + " is the code for it here");
        return replacement;
    }

    /** Adds a question to the author, once for each axis of a code. */
    void ask(Line line, Guideline rule, String axis, String question) {
        for (DocumentationQuery query : queries) {
            if (query.code().equals(line.value()) && query.axis().equals(axis)) {
                return;
            }
        }
        line.fired(rule);
        queries.add(new DocumentationQuery(
                line.value(),
                axis,
                question,
                line.support().stream().map(Candidate::evidence).distinct().toList()));
    }
}
