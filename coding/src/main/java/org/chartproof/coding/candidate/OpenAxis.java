package org.chartproof.coding.candidate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.attribute.Trimester;
import org.chartproof.coding.candidate.Completion.Completed;
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
 */
record OpenAxis(
        List<String> title,
        List<Completed> open,
        Map<Side, List<Completed>> ofSide,
        Map<Trimester, List<Completed>> ofTrimester) {

    private static final String UNSPECIFIED = "unspecified";
    private static final String UNSPECIFIED_TRIMESTER = "unspecified trimester";

    static OpenAxis of(CodeSet codeSet, BillableCode code) {
        String title = code.display().toLowerCase(Locale.ROOT);
        if (title.contains(UNSPECIFIED_TRIMESTER)) {
            return ofTrimesters(codeSet, code, title);
        }
        boolean open = Side.of(title).isEmpty() && title.contains(UNSPECIFIED);
        List<Concept> sided = open ? sidedBeside(codeSet, code) : List.of();
        if (sided.isEmpty()) {
            return new OpenAxis(List.of(), List.of(new Completed(code, Optional.empty())), Map.of(), Map.of());
        }
        Map<Side, List<Completed>> ofSide = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            List<Completed> found = ofSide(codeSet, side, title, sided);
            if (!found.isEmpty()) {
                ofSide.put(side, found);
            }
        }
        return new OpenAxis(
                Title.words(title), List.of(new Completed(code, Optional.of("laterality"))), ofSide, Map.of());
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
        return new OpenAxis(List.of(), List.of(new Completed(code, Optional.of("trimester"))), Map.of(), ofTrimester);
    }

    /** The sibling that says what the note says; two where both sides are meant and each has a code of its own. */
    List<Completed> settled(Attributes attributes) {
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

    private static List<Completed> ofSide(CodeSet codeSet, Side side, String title, List<Concept> sided) {
        List<Completed> found = oneSide(codeSet, side, title, sided).toList();
        if (found.isEmpty() && side == Side.BILATERAL) {
            return Stream.concat(oneSide(codeSet, Side.RIGHT, title, sided), oneSide(codeSet, Side.LEFT, title, sided))
                    .toList();
        }
        return found;
    }

    private static Stream<Completed> oneSide(CodeSet codeSet, Side side, String title, List<Concept> sided) {
        return sided.stream()
                .filter(other -> Side.of(other.display()).equals(Optional.of(side)))
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
