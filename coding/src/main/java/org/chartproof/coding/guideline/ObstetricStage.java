package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.Pregnancy.Stage;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.Concept;

/**
 * A code of chapter 15 has the last characters of the encounter: the trimester, "in childbirth" where the child was born in it and such a
 * code exists, "in the puerperium" (Guidelines I.C.15.a.3, I.C.15.a.4). Supervision is for the time before birth alone (I.C.15.b.2).
 */
final class ObstetricStage implements Rule {

    /** What the titles of the codes of one condition differ in. */
    private static final Pattern STAGE =
            Pattern.compile(",? ?((complicating|in|during) )?(the )?(pregnancy|childbirth|labor|puerperium)?,?"
                    + " ?((first|second|third|unspecified) trimester)?$|"
                    + ",? ?(complicating|in|during) (the )?(pregnancy|childbirth|labor|puerperium)(?=,)|"
                    + ",? ?(first|second|third|unspecified) trimester");

    private static final List<String> SUPERVISION = List.of("O09", "Z34");

    private final Guideline stage;
    private final Guideline supervision;

    ObstetricStage(Register register) {
        this.stage = register.of(ObstetricStage.class, "stage-of-pregnancy");
        this.supervision = register.of(ObstetricStage.class, "supervision-before-birth-alone");
    }

    @Override
    public void apply(Draft draft) {
        if (draft.pregnancy().isEmpty()) {
            return;
        }
        Pregnancy pregnancy = draft.pregnancy().get();
        for (Line line : List.copyOf(draft.lines())) {
            if (pregnancy.stage() != Stage.PREGNANT
                    && SUPERVISION.contains(line.code().category())) {
                draft.drop(line, Reason.SECTION, supervision, "supervision is for the time before birth");
            } else if (line.value().startsWith("O") || line.value().startsWith("Z34")) {
                settle(draft, line, pregnancy);
            }
        }
    }

    private void settle(Draft draft, Line line, Pregnancy pregnancy) {
        String title = line.code().display().toLowerCase(Locale.ROOT);
        if (!isOfPregnancy(title)) {
            return;
        }
        String condition = STAGE.matcher(title).replaceAll("");
        for (String wanted : wanted(pregnancy)) {
            if (title.contains(wanted)) {
                return;
            }
            Optional<BillableCode> other = siblings(draft, line.code()).stream()
                    .filter(sibling ->
                            sibling.display().toLowerCase(Locale.ROOT).contains(wanted))
                    .filter(sibling -> STAGE.matcher(sibling.display().toLowerCase(Locale.ROOT))
                            .replaceAll("")
                            .equals(condition))
                    .flatMap(sibling -> draft.codeSet().billable(sibling.code()).stream())
                    .findFirst();
            if (other.isPresent()) {
                draft.replace(line, other.get(), stage);
                return;
            }
        }
    }

    /** What its author says of childbirth or the time after stands. */
    private static boolean isOfPregnancy(String title) {
        boolean later = title.contains("childbirth") || title.contains("puerperium") || title.contains("labor");
        return title.contains("trimester") || title.contains("pregnancy") && !later;
    }

    /** What the title is to say, best first. */
    private static List<String> wanted(Pregnancy pregnancy) {
        List<String> wanted = new ArrayList<>();
        if (pregnancy.stage() == Stage.CHILDBIRTH) {
            wanted.add("childbirth");
        }
        if (pregnancy.stage() == Stage.PUERPERIUM) {
            wanted.add("puerperium");
        } else {
            pregnancy
                    .trimester()
                    .ifPresent(trimester -> wanted.add(trimester.name().toLowerCase(Locale.ROOT) + " trimester"));
        }
        return wanted;
    }

    /** The codes beside one, and those below the headers beside its own. */
    private static List<Concept> siblings(Draft draft, BillableCode code) {
        List<Concept> siblings = new ArrayList<>();
        draft.codeSet().parent(code.value()).ifPresent(parent -> {
            siblings.addAll(draft.codeSet().children(parent.code()));
            draft.codeSet().parent(parent.code()).ifPresent(above -> {
                for (Concept beside : draft.codeSet().children(above.code())) {
                    if (beside.billable()) {
                        siblings.add(beside);
                    } else {
                        siblings.addAll(draft.codeSet().children(beside.code()));
                    }
                }
            });
        });
        char last = code.value().charAt(code.value().length() - 1);
        boolean countsFetus = code.value().length() == "O36.8390".length();
        siblings.removeIf(
                sibling -> countsFetus && sibling.code().charAt(sibling.code().length() - 1) != last);
        return siblings;
    }
}
