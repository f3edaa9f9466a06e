package org.chartproof.coding.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.coding.attribute.Phase;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.attribute.Trimester;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;

/**
 * From a code or header to the billable code that the words support (Guidelines I.B.2: the highest number of characters; I.B.13:
 * laterality; I.A.5: 7th characters; I.C.15.a.3: trimester; I.B.18: unspecified where the note does not say).
 */
final class Completion {

    private static final int DEEPEST = 5;
    private static final String UNSPECIFIED = "unspecified";

    private final CodeSet codeSet;

    /** For codes without a side, the codes beside them that have one: found once, since common conditions come in every note. */
    private final Map<String, List<Concept>> sidedBeside = new ConcurrentHashMap<>();

    private final Map<String, Optional<BillableCode>> billable = new ConcurrentHashMap<>();

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
        return billable(code, attributes)
                .map(found -> settled(found, attributes))
                .orElse(List.of());
    }

    private Optional<BillableCode> billable(String code, Attributes attributes) {
        Optional<BillableCode> billable = this.billable.computeIfAbsent(code, codeSet::billable);
        String at = code;
        for (int depth = 0; billable.isEmpty() && depth < DEEPEST; depth++) {
            List<Concept> children = codeSet.children(at);
            if (children.isEmpty()) {
                break;
            }
            at = best(children, attributes).code();
            billable = codeSet.billable(at);
        }
        return billable;
    }

    /** The sibling that says what the note says, for an axis that a code leaves unspecified. */
    private List<Completed> settled(BillableCode code, Attributes attributes) {
        String title = code.display().toLowerCase(Locale.ROOT);
        if (title.contains("unspecified trimester")) {
            return List.of(ofTrimester(code, title, attributes));
        }
        boolean open = Side.of(title).isEmpty() && title.contains(UNSPECIFIED);
        List<Concept> sided = open ? sidedBeside.computeIfAbsent(code.value(), key -> sidedBeside(code)) : List.of();
        if (sided.isEmpty()) {
            return List.of(new Completed(code, Optional.empty()));
        }
        List<Completed> found =
                attributes.side(title).map(side -> ofSide(side, title, sided)).orElse(List.of());
        return found.isEmpty() ? List.of(new Completed(code, Optional.of("laterality"))) : found;
    }

    private List<Concept> sidedBeside(BillableCode code) {
        return siblings(code).stream()
                .filter(other -> Side.of(other.display()).isPresent())
                .toList();
    }

    private List<Completed> ofSide(Side side, String title, List<Concept> sided) {
        List<Completed> found = oneSide(side, title, sided).toList();
        if (found.isEmpty() && side == Side.BILATERAL) {
            return Stream.concat(oneSide(Side.RIGHT, title, sided), oneSide(Side.LEFT, title, sided))
                    .toList();
        }
        return found;
    }

    private Stream<Completed> oneSide(Side side, String title, List<Concept> sided) {
        return sided.stream()
                .filter(other -> Side.of(other.display()).equals(Optional.of(side)))
                .filter(other -> Side.without(title).equals(Side.without(other.display())))
                .limit(1)
                .flatMap(other -> codeSet.billable(other.code()).stream())
                .map(code -> new Completed(code, Optional.empty()));
    }

    private Completed ofTrimester(BillableCode code, String title, Attributes attributes) {
        Optional<Trimester> trimester = attributes.trimester();
        return siblings(code).stream()
                .filter(other -> trimester.isPresent() && trimester.get().standsIn(other.display()))
                .filter(other -> beforeTrimester(title).equals(beforeTrimester(other.display())))
                .flatMap(other -> codeSet.billable(other.code()).stream())
                .map(found -> new Completed(found, Optional.empty()))
                .findFirst()
                .orElseGet(() -> new Completed(code, Optional.of("trimester")));
    }

    private static String beforeTrimester(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        return lower.replaceAll(",? ?(unspecified|first|second|third) trimester", "");
    }

    /** The codes beside one, and those of the same 7th character beside its header, where the side is one level higher. */
    private List<Concept> siblings(BillableCode code) {
        List<Concept> siblings = new ArrayList<>();
        codeSet.parent(code.value()).ifPresent(parent -> {
            siblings.addAll(codeSet.children(parent.code()));
            codeSet.parent(parent.code())
                    .ifPresent(above -> codeSet.children(above.code()).forEach(beside -> {
                        if (beside.billable()) {
                            siblings.add(beside);
                        } else {
                            codeSet.children(beside.code()).stream()
                                    .filter(child -> lastCharacter(child.code()) == lastCharacter(code.value()))
                                    .forEach(siblings::add);
                        }
                    }));
        });
        return siblings;
    }

    private static char lastCharacter(String code) {
        return code.charAt(code.length() - 1);
    }

    /** The child that says what the words say, and else the one that says nothing. */
    private static Concept best(List<Concept> children, Attributes attributes) {
        Concept best = children.get(0);
        int bestScore = Integer.MIN_VALUE;
        for (Concept child : children) {
            int score = score(child, attributes);
            if (score > bestScore) {
                best = child;
                bestScore = score;
            }
        }
        return best;
    }

    /** Weights by judgement: a stated axis outweighs a default, a default outweighs a shared word. */
    private static int score(Concept child, Attributes attributes) {
        String title = child.display().toLowerCase(Locale.ROOT);
        int score = attributes.wordsIn(title);
        Optional<Side> side = Side.of(title);
        if (side.isPresent()) {
            score += side.equals(attributes.side(title)) ? 6 : -6;
        }
        if (title.contains("trimester") && !title.contains("unspecified trimester")) {
            boolean said =
                    attributes.trimester().map(one -> one.standsIn(title)).orElse(false);
            score += said ? 6 : -6;
        }
        score += attributes.phase().standsIn(title) ? 4 : 0;
        score += ofFracture(title, attributes);
        if (title.contains(UNSPECIFIED) || title.contains("without complication") || title.contains("uncomplicated")) {
            score += 3;
        }
        if (title.startsWith("other ") || title.contains("other specified") || title.contains("elsewhere classified")) {
            score -= 1;
        }
        return score;
    }

    /** Closed and displaced unless the note says otherwise (I.C.19.c); healing as it should, unless it does not. */
    private static int ofFracture(String title, Attributes attributes) {
        int score = 0;
        if (title.contains("open fracture")) {
            score += attributes.words().contains("open") ? 3 : -3;
        }
        if (title.contains("nondisplaced")) {
            score += attributes.words().contains("nondisplaced") ? 3 : -2;
        }
        if (title.contains("delayed healing") || title.contains("nonunion") || title.contains("malunion")) {
            boolean said = attributes.words().contains("delayed")
                    || attributes.words().contains("nonunion")
                    || attributes.words().contains("malunion");
            score -= said ? 0 : 3;
        }
        return title.contains("sequela") && attributes.phase() != Phase.SEQUELA ? score - 3 : score;
    }
}
