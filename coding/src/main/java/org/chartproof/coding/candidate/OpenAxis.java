package org.chartproof.coding.candidate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.attribute.Trimester;
import org.chartproof.coding.candidate.Completion.Completed;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.WordForm;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;

/**
 * The axis that a billable code leaves unspecified, side or trimester, and the codes beside it that say it: found once for each code.
 *
 * @param title the words of the code's title in normal form
 * @param open what the code is completed to where the note does not say
 * @param ofSide what else, by the side that the note says; empty where no side is open
 * @param ofTrimester what else, by trimester; empty where none is open
 * @param ofHand the same by the better hand, for a paralysis whose codes tell the dominant side; empty where they don't
 */
record OpenAxis(
        List<String> title,
        List<Completed> open,
        Map<Side, List<Completed>> ofSide,
        Map<Trimester, List<Completed>> ofTrimester,
        Map<Side, OpenAxis> ofHand) {

    private static final String UNSPECIFIED = "unspecified";
    /** Of these a title may ask for the side where no single code says it, as that of a limb whose codes say arm or leg. */
    private static final Set<String> PAIRED = Stream.concat(
                    DataFile.read("paired-parts.tsv", 1).stream().map(row -> row.column(0)), Stream.of("extremity"))
            .map(WordForm::of)
            .collect(Collectors.toUnmodifiableSet());

    private static final String UNSPECIFIED_TRIMESTER = "unspecified trimester";

    static OpenAxis of(CodeSet codeSet, BillableCode code) {
        String title = code.display().toLowerCase(Locale.ROOT);
        if (title.contains(UNSPECIFIED_TRIMESTER)) {
            return ofTrimesters(codeSet, code, title);
        }
        boolean open = Side.of(title).isEmpty() && title.contains(UNSPECIFIED);
        boolean dominant = title.contains(Dominance.WORD);
        List<Concept> sided = open || dominant ? sidedBeside(codeSet, code) : List.of();
        OpenAxis unsaid = ofSides(codeSet, code, title, open ? sided : List.of(), Dominance.UNSAID);
        if (sided.stream().noneMatch(other -> Dominance.isTold(other.display()))) {
            return unsaid;
        }
        Map<Side, OpenAxis> ofHand = new EnumMap<>(Side.class);
        for (Side hand : Side.values()) {
            Dominance dominance = new Dominance(Optional.of(hand));
            BillableCode fitting = Side.of(title)
                    .flatMap(side ->
                            oneSide(codeSet, side, title, sided, dominance).findFirst())
                    .map(Completed::code)
                    .orElse(code);
            ofHand.put(hand, ofSides(codeSet, fitting, title, open ? sided : List.of(), dominance));
        }
        return new OpenAxis(unsaid.title(), unsaid.open(), unsaid.ofSide(), Map.of(), ofHand);
    }

    private static OpenAxis ofSides(
            CodeSet codeSet, BillableCode code, String title, List<Concept> sided, Dominance dominance) {
        if (sided.isEmpty()) {
            return new OpenAxis(
                    List.of(), List.of(new Completed(code, Optional.empty())), Map.of(), Map.of(), Map.of());
        }
        Map<Side, List<Completed>> ofSide = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            List<Completed> found = ofSide(codeSet, side, title, sided, dominance);
            if (!found.isEmpty()) {
                ofSide.put(side, found);
            }
        }
        List<String> words = Title.words(title);
        // A sided code beside it may be of another condition, as right heart failure is beside heart failure.
        boolean sides = !ofSide.isEmpty() || words.stream().anyMatch(PAIRED::contains);
        Optional<String> missing = sides ? Optional.of("laterality") : Optional.empty();
        return new OpenAxis(words, List.of(new Completed(code, missing)), ofSide, Map.of(), Map.of());
    }

    private static OpenAxis ofTrimesters(CodeSet codeSet, BillableCode code, String title) {
        Map<Trimester, List<Completed>> ofTrimester = new EnumMap<>(Trimester.class);
        for (Trimester trimester : Trimester.values()) {
            siblings(codeSet, code).stream()
                    .filter(other -> trimester.standsIn(other.display()))
                    .filter(other -> beforeTrimester(title).equals(beforeTrimester(other.display())))
                    .flatMap(other -> codeSet.billable(other.code()).stream())
                    .findFirst()
                    .ifPresent(found -> ofTrimester.put(trimester, List.of(new Completed(found, Optional.empty()))));
        }
        return new OpenAxis(
                List.of(), List.of(new Completed(code, Optional.of("trimester"))), Map.of(), ofTrimester, Map.of());
    }

    /** The sibling that says what the note says; two where both sides are meant and each has a code of its own. */
    List<Completed> settled(Attributes attributes) {
        if (!ofHand.isEmpty() && attributes.hand().isPresent()) {
            OpenAxis byHand = ofHand.get(attributes.hand().get());
            return byHand == null ? open : byHand.settled(attributes);
        }
        Optional<List<Completed>> said = Optional.empty();
        if (!ofSide.isEmpty()) {
            said = attributes.side(title).map(ofSide::get);
        } else if (!ofTrimester.isEmpty()) {
            said = attributes.trimester().map(ofTrimester::get);
        }
        return said.orElse(open);
    }

    private static List<Concept> sidedBeside(CodeSet codeSet, BillableCode code) {
        return siblings(codeSet, code).stream()
                .filter(other -> Side.of(other.display()).isPresent())
                .toList();
    }

    private static List<Completed> ofSide(
            CodeSet codeSet, Side side, String title, List<Concept> sided, Dominance dominance) {
        List<Completed> found = oneSide(codeSet, side, title, sided, dominance).toList();
        if (found.isEmpty() && side == Side.BILATERAL) {
            return Stream.concat(
                            oneSide(codeSet, Side.RIGHT, title, sided, dominance),
                            oneSide(codeSet, Side.LEFT, title, sided, dominance))
                    .toList();
        }
        return found;
    }

    private static Stream<Completed> oneSide(
            CodeSet codeSet, Side side, String title, List<Concept> sided, Dominance dominance) {
        return sided.stream()
                .filter(other -> Side.of(other.display()).equals(Optional.of(side)))
                .filter(other -> dominance.fits(other.display(), side))
                .filter(other -> Side.without(title).equals(Side.without(other.display())))
                .limit(1)
                .flatMap(other -> codeSet.billable(other.code()).stream())
                .map(code -> new Completed(code, Optional.empty()));
    }

    private static String beforeTrimester(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        return lower.replaceAll(",? ?(unspecified|first|second|third) trimester", "");
    }

    /** The codes beside one, and those of the same 7th character beside its header, where the side is one level higher. */
    private static List<Concept> siblings(CodeSet codeSet, BillableCode code) {
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
}
