package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.Trace;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.TabularNote;
import org.jspecify.annotations.Nullable;

/** A code of the draft, the candidates that support it, and the rules that made it what it is. */
final class Line {

    private final BillableCode code;
    private final long categoryBit;
    private final @Nullable String[] beginnings;
    private final List<Candidate> support = new ArrayList<>();
    private final List<Candidate> namedLessExactly = new ArrayList<>();
    private final List<Guideline> fired = new ArrayList<>();
    private final List<Trace.Step> rules = new ArrayList<>();
    private @Nullable List<TabularNote> notes;
    private boolean standsForPossible;

    Line(BillableCode code) {
        this.code = code;
        this.categoryBit = Codes.categoryBit(code.value());
        this.beginnings = new String[code.value().length() + 1];
    }

    /** The notes of the Tabular List that hold for the code; looked up once. */
    List<TabularNote> notes(CodeSet codeSet) {
        if (notes == null) {
            notes = codeSet.notes(code.value());
        }
        return notes;
    }

    /** Whether a note names the code. */
    boolean isNamedBy(TabularNote note) {
        return note.names(code.value());
    }

    BillableCode code() {
        return code;
    }

    /** The bit of its category, see {@link Codes#categoryBit}. */
    long categoryBit() {
        return categoryBit;
    }

    String value() {
        return code.value();
    }

    /**
     * A beginning of the code, made once: many tables are asked about it.
     *
     * @param length at most that of the code
     */
    String beginning(int length) {
        String known = beginnings[length];
        if (known == null) {
            known = code.value().substring(0, length);
            beginnings[length] = known;
        }
        return known;
    }

    List<Candidate> support() {
        return support;
    }

    List<Trace.Step> rules() {
        return rules;
    }

    /** Notes in the trace that a rule had its hand in this line; once. */
    void fired(Guideline rule) {
        if (!fired.contains(rule)) {
            fired.add(rule);
            rules.add(new Trace.Step(Trace.Kind.GUIDELINE, rule.cited()));
        }
    }

    /** Tells that it is coded in the stead of a diagnosis that is merely possible. */
    void standForPossible(Guideline rule) {
        fired(rule);
        standsForPossible = true;
    }

    /** Whether it is coded in the stead of a diagnosis that is merely possible, and so integral to none that is established. */
    boolean standsForPossible() {
        return standsForPossible;
    }

    /** Takes over the words that another line rests on. */
    void supportBy(Line other) {
        supportBy(other.support);
    }

    /** Takes over words, each once. */
    void supportBy(List<Candidate> others) {
        Set<Candidate> all = new LinkedHashSet<>(support);
        all.addAll(others);
        support.clear();
        support.addAll(all);
    }

    /** What the notes say of it: its support, and where they name it less exactly, which tells its place in the author's order. */
    List<Candidate> named() {
        if (namedLessExactly.isEmpty()) {
            return support;
        }
        List<Candidate> named = new ArrayList<>(support);
        named.addAll(namedLessExactly);
        return named;
    }

    /** Takes the place in the author's order of a line that yields to it. */
    void takePlaceOf(Line lessExact) {
        namedLessExactly.addAll(lessExact.named());
    }

    /** Whether the author's conclusion names it. */
    boolean concluded() {
        for (Candidate candidate : support) {
            if (concludes(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the reason of the visit. */
    boolean isReason() {
        for (Candidate candidate : support) {
            if (candidate.section().weight() == Weight.REASON) {
                return true;
            }
        }
        return false;
    }

    /** Whether a section of some kind names it. */
    boolean isIn(SectionKind kind) {
        for (Candidate candidate : support) {
            if (candidate.section() == kind) {
                return true;
            }
        }
        return false;
    }

    static boolean concludes(Candidate candidate) {
        return candidate.section().weight().concludes();
    }

    @Override
    public String toString() {
        return value();
    }
}
