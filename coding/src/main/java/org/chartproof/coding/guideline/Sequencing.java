package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.Setting;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.TabularNote;

/**
 * The order of a claim: the principal (II) or first-listed diagnosis (IV.G) first, symptoms after diagnoses (II.A, IV.D),
 * circumstances last, a manifestation after what causes it (I.A.13), and the pairs of {@code order.tsv}; then what may only be first
 * and what never is.
 */
final class Sequencing implements Rule {

    /** Rounds over the pairs; tables without a ring of pairs need two or three. */
    private static final int ROUNDS = 4;

    private record Pair(Guideline rule, Codes before, Codes after) {}

    private final Codes backgroundOfStay = background("stay");
    private final Codes background = background("any");
    private final Table<Pair> pairs;
    private final List<Listed> onlyFirst;
    private final List<Listed> reasons;
    private final List<Listed> neverFirst;
    private final List<Listed> comorbidities;
    private final Guideline codeFirst;
    private final Guideline useAdditional;
    private final Guideline principal;
    private final Guideline firstListed;

    Sequencing(Register register) {
        this.pairs = Table.read("order.tsv", 3, row -> pair(register, row), Pair::before);
        this.onlyFirst = Listed.all(register, "first-listed-only.tsv");
        this.reasons = Listed.all(register, "reasons.tsv");
        this.neverFirst = Listed.all(register, "never-first.tsv");
        this.comorbidities = Listed.all(register, "comorbidities.tsv");
        this.codeFirst = register.of(Sequencing.class, "code-first-note");
        this.useAdditional = register.of(Sequencing.class, "use-additional-note");
        this.principal = register.of(Sequencing.class, "principal-diagnosis-after-study");
        this.firstListed = register.of(Sequencing.class, "first-listed-reason-of-visit");
    }

    private static Codes background(String where) {
        return Codes.of(
                DataFile.read("background.tsv", 2).stream()
                        .filter(row -> row.column(1).equals(where))
                        .toList(),
                0);
    }

    private static Pair pair(Register register, Row row) {
        return new Pair(register.of(row), Codes.of(row, 1), Codes.of(row, 2));
    }

    @Override
    public void apply(Draft draft) {
        byRank(draft);
        for (Line line : List.copyOf(draft.lines())) {
            byNotes(draft, line);
        }
        byPairs(draft);
        onlyFirst(draft);
        neverFirst(draft);
        if (!draft.lines().isEmpty()) {
            boolean outpatient = draft.facts().setting().outpatientRules();
            draft.lines().get(0).fired(outpatient ? firstListed : principal);
        }
    }

    private record Ranked(Line line, int rank, boolean isBackground, long position) {}

    private void byRank(Draft draft) {
        List<Ranked> ranked = new ArrayList<>();
        for (Line line : draft.lines()) {
            ranked.add(new Ranked(
                    line,
                    rank(draft, line),
                    isBackground(draft, line),
                    draft.places().position(line)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank)
                .thenComparing(Ranked::isBackground)
                .thenComparingLong(Ranked::position));
        draft.lines().clear();
        ranked.forEach(one -> draft.lines().add(one.line()));
    }

    private int rank(Draft draft, Line line) {
        boolean outpatient = draft.facts().setting().outpatientRules();
        int place = Places.best(line);
        boolean reason = place <= Places.LAST_CONCLUSION && isReason(line);
        if (Categories.isCircumstance(line.value()) && !reason) {
            return 40 + place;
        }
        if (place > Places.LAST_CONCLUSION && background.has(line)) {
            return Math.max(place, Places.STORY);
        }
        if (!Categories.isSymptom(line.value())) {
            return place == Places.STORY && isComorbidity(draft, line) ? place + 1 : place;
        }
        if (place > Places.LAST_CONCLUSION) {
            return 20 + place;
        }
        // Of an outpatient a symptom can be the reason of the visit, in the author's order (IV.D); of an inpatient it
        // is
        // principal only where nothing else is established (II.A). Either way it goes before what only the history
        // tells.
        return outpatient ? place : Places.LAST_CONCLUSION;
    }

    private boolean isComorbidity(Draft draft, Line line) {
        for (Listed place : comorbidities) {
            if (draft.isUnder(place.rule()) && place.has(line)) {
                line.fired(place.rule());
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it is a condition that seldom brings a patient, to hospital or at all, and only the story tells it: "76F with diabetes and hypertension
     * found with weakness" names first what she had, and then what she came with (II).
     */
    private boolean isBackground(Draft draft, Line line) {
        boolean stay = draft.facts().setting() == Setting.INPATIENT;
        return Places.best(line) > Places.LAST_CONCLUSION
                && (background.has(line) || stay && backgroundOfStay.has(line));
    }

    private boolean isReason(Line line) {
        for (Listed place : reasons) {
            if (place.has(line)) {
                line.fired(place.rule());
                return true;
            }
        }
        return false;
    }

    /** A manifestation after its cause, an additional code after the one that asks for it. */
    private void byNotes(Draft draft, Line line) {
        for (TabularNote note : line.notes(draft.codeSet())) {
            if (note.kind() == TabularNote.Kind.CODE_FIRST) {
                for (Line cause : draft.allNamedBy(note, line)) {
                    if (draft.moveBefore(cause, line)) {
                        cause.fired(codeFirst);
                    }
                }
            } else if (note.kind() == TabularNote.Kind.USE_ADDITIONAL
                    && note.heldBy().indexOf('-') < 0) {
                for (Line additional : draft.allNamedBy(note, line)) {
                    if (draft.moveBefore(line, additional)) {
                        line.fired(useAdditional);
                    }
                }
            }
        }
    }

    /** Until all pairs are in order: a pair can put another out of it. */
    private void byPairs(Draft draft) {
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS; round++) {
            moved = false;
            for (Table.Hit<Pair> hit : pairs.hits(draft)) {
                if (draft.isUnder(hit.row().rule())) {
                    moved |= byPair(draft, hit.row(), hit.line());
                }
            }
        }
    }

    private static boolean byPair(Draft draft, Pair pair, Line before) {
        boolean moved = false;
        for (Line after : draft.allBeside(before, pair.after())) {
            moved |= draft.moveBefore(before, after);
            before.fired(pair.rule());
        }
        return moved;
    }

    private void onlyFirst(Draft draft) {
        for (int i = onlyFirst.size() - 1; i >= 0; i--) {
            Listed place = onlyFirst.get(i);
            if (draft.isUnder(place.rule())) {
                draft.first(place.codes()).ifPresent(line -> {
                    line.fired(place.rule());
                    draft.moveBefore(line, draft.lines().get(0));
                });
            }
        }
    }

    private void neverFirst(Draft draft) {
        int to = -1;
        for (int i = draft.lines().size() - 1; i >= 0; i--) {
            if (!isNeverFirst(draft, draft.lines().get(i))) {
                to = i;
            }
        }
        if (to > 0) {
            draft.lines().add(0, draft.lines().remove(to));
        }
    }

    private boolean isNeverFirst(Draft draft, Line line) {
        for (Listed place : neverFirst) {
            if (place.has(line)) {
                line.fired(place.rule());
                return true;
            }
        }
        // The principal diagnosis occasioned the admission (II): what began after it did not.
        return !draft.facts().setting().outpatientRules() && Presence.began(draft, line);
    }
}
