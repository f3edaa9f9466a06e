package org.chartproof.coding.candidate;

import java.util.List;
import java.util.Optional;
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

    private final KnownCodes<Optional<BillableCode>> billable;
    private final KnownCodes<List<Title>> below;
    private final KnownCodes<OpenAxis> axes;

    Completion(CodeSet codeSet) {
        billable = new KnownCodes<>(codeSet::billable);
        below = new KnownCodes<>(
                code -> codeSet.children(code).stream().map(Title::of).toList());
        axes = new KnownCodes<>(
                code -> OpenAxis.of(codeSet, codeSet.billable(code).orElseThrow()));
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
        return billable(code, attributes)
                .map(found -> axes.of(found.value()).settled(attributes))
                .orElse(List.of());
    }

    private Optional<BillableCode> billable(String code, Attributes attributes) {
        Optional<BillableCode> found = billable.of(code);
        String at = code;
        for (int depth = 0; found.isEmpty() && depth < DEEPEST; depth++) {
            List<Title> children = below.of(at);
            if (children.isEmpty()) {
                break;
            }
            at = best(children, attributes).code();
            found = billable.of(at);
        }
        return found;
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
