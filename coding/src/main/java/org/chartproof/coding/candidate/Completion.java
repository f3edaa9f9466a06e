package org.chartproof.coding.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;

/**
 * From a code or header to the billable code that the words support (Guidelines I.B.2: the highest number of characters; I.B.13:
 * laterality; I.A.5: 7th characters; I.B.18: unspecified where the note does not say).
 */
final class Completion {

    private static final int DEEPEST = 5;

    private final CodeSet codeSet;

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
     * @param around what stands around the mention
     * @return empty if nothing billable fits
     */
    Optional<Completed> complete(String code, Surroundings around) {
        Optional<BillableCode> billable = codeSet.billable(code);
        if (billable.isPresent()) {
            return Optional.of(sided(billable.get(), around));
        }
        String at = code;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<Concept> children = codeSet.children(at);
            if (children.isEmpty()) {
                return Optional.empty();
            }
            Concept child = best(children, around);
            if (child.billable()) {
                return codeSet.billable(child.code()).map(found -> sided(found, around));
            }
            at = child.code();
        }
        return Optional.empty();
    }

    /** The other side of an unspecified code, where the words say which. */
    private Completed sided(BillableCode code, Surroundings around) {
        String display = code.display().toLowerCase(Locale.ROOT);
        if (Side.of(display).isPresent() || !display.contains("unspecified") || !hasSides(code)) {
            return new Completed(code, Optional.empty());
        }
        Optional<BillableCode> sided = around.side().flatMap(side -> siblings(code).stream()
                .filter(other -> Side.of(other.display()).equals(Optional.of(side)))
                .filter(other -> sameButSide(display, other.display().toLowerCase(Locale.ROOT)))
                .findFirst()
                .flatMap(other -> codeSet.billable(other.code())));
        return sided.map(found -> new Completed(found, Optional.empty()))
                .orElseGet(() -> new Completed(code, Optional.of("laterality")));
    }

    private boolean hasSides(BillableCode code) {
        return siblings(code).stream()
                .anyMatch(other -> Side.of(other.display()).isPresent());
    }

    private static boolean sameButSide(String unspecified, String sided) {
        return Side.without(unspecified).equals(Side.without(sided));
    }

    private List<Concept> siblings(BillableCode code) {
        List<Concept> siblings = new ArrayList<>();
        codeSet.parent(code.value()).ifPresent(parent -> {
            siblings.addAll(codeSet.children(parent.code()));
            // With a 7th character the side is one level higher.
            codeSet.parent(parent.code()).ifPresent(above -> codeSet.children(above.code()).stream()
                    .filter(header -> !header.billable())
                    .forEach(header -> codeSet.children(header.code()).stream()
                            .filter(child -> child.code().charAt(child.code().length() - 1)
                                    == code.value().charAt(code.value().length() - 1))
                            .forEach(siblings::add)));
        });
        return siblings;
    }

    /** The child that says what the words say, and else the one that says nothing. */
    private static Concept best(List<Concept> children, Surroundings around) {
        Concept best = children.get(0);
        int bestScore = Integer.MIN_VALUE;
        for (Concept child : children) {
            int score = score(child, around);
            if (score > bestScore) {
                best = child;
                bestScore = score;
            }
        }
        return best;
    }

    private static int score(Concept child, Surroundings around) {
        String display = child.display().toLowerCase(Locale.ROOT);
        int score = 0;
        Optional<Side> side = Side.of(display);
        if (side.isPresent()) {
            score += side.equals(around.side()) ? 6 : -6;
        }
        if (display.contains(around.encounterWords())) {
            score += 4;
        }
        if (display.contains("open fracture") || display.contains("sequela")) {
            score -= 3;
        }
        if (display.contains("unspecified") || display.contains("without complication")) {
            score += 3;
        }
        if (display.startsWith("other ") || display.contains("other specified")) {
            score -= 1;
        }
        return score + around.wordsIn(display);
    }
}
