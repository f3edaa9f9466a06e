package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;

/**
 * From a code or header to the billable code that the words support (Guidelines I.B.2: the highest number of characters; I.B.13:
 * laterality; I.A.5: 7th characters; I.C.15.a.3: trimester; I.B.18: unspecified where the note does not say). What the Tabular List has
 * beside and below a code is read once, since common conditions come in every note.
 */
final class Completion {

    private static final int DEEPEST = 5;

    private final CodeSet codeSet;
    private final Map<String, Optional<BillableCode>> billable = new ConcurrentHashMap<>();
    private final Map<String, List<Title>> below = new ConcurrentHashMap<>();
    private final Map<String, OpenAxis> axes = new ConcurrentHashMap<>();

    Completion(CodeSet codeSet) {
        this.codeSet = codeSet;
    }

    /**
     * A completed code.
     *
     * @param missingAxis what was left open
     */
    record Completed(BillableCode code, Optional<String> missingAxis) {}

    /**
     * Completes a code.
     *
     * @param code a code or header
     * @param attributes what the note says about the mention
     * @return empty if nothing billable fits; two where both sides are meant and each has a code of its own
     */
    List<Completed> complete(String code, Attributes attributes) {
        Optional<BillableCode> found = billable(code, attributes);
        if (found.isEmpty()) {
            return List.of();
        }
        return axes.computeIfAbsent(found.get().value(), key -> OpenAxis.of(codeSet, found.get()))
                .settled(attributes);
    }

    private Optional<BillableCode> billable(String code, Attributes attributes) {
        Optional<BillableCode> found = billable(code);
        String at = code;
        for (int depth = 0; found.isEmpty() && depth < DEEPEST; depth++) {
            List<Title> children = below.computeIfAbsent(at, this::titlesBelow);
            if (children.isEmpty()) {
                break;
            }
            at = best(children, attributes).code();
            found = billable(at);
        }
        return found;
    }

    private Optional<BillableCode> billable(String code) {
        return billable.computeIfAbsent(code, codeSet::billable);
    }

    private List<Title> titlesBelow(String code) {
        return codeSet.children(code).stream().map(Title::of).toList();
    }

    /** The child that says what the words say, and else the one that says nothing. */
    private static Title best(List<Title> children, Attributes attributes) {
        Title best = children.get(0);
        int bestScore = Integer.MIN_VALUE;
        for (Title child : children) {
            int score = child.score(attributes);
            if (score > bestScore) {
                best = child;
                bestScore = score;
            }
        }
        return best;
    }
}
