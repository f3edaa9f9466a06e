package org.chartproof.coding.event;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;
import org.chartproof.terminology.MedicineClass;
import org.chartproof.terminology.MedicineClass.Reported;

/**
 * Long-term use of drugs (Guidelines I.C.21.c.3, I.C.4.a.3): what stands among the current medications, and what the text says is
 * taken; not what is given during the visit or stay, for a course, or only as needed.
 */
final class LongTermUse {

    /** How many tokens may stand between "on" and the drug: doses, and the drugs named before it. */
    private static final int REACH = 25;

    /** A list of drugs that stands as a sentence of its own has so many tokens at most. */
    private static final int LONGEST_LIST = 40;

    /** How far behind a drug's name its dose stands. */
    private static final int DOSE = 4;

    private static final List<String> DIABETES =
            List.of("E08", "E09", "E11", "E13", "O24.1", "O24.3", "O24.4", "O24.8");
    private static final List<String> DRUGS_OF_DIABETES = List.of("Z79.4", "Z79.84", "Z79.85");

    /** Told of what acts on the whole body: hormones do so from a gel, these do not from a cream. */
    private static final List<String> NOT_FROM_THE_SKIN = List.of("Z79.1", "Z79.2", "Z79.52", "Z79.6");

    /** Lists of what was given and not of what the patient takes. */
    private static final List<String> GIVEN_HEADERS = List.of("ed ", "given", "administered", "inpatient", "scheduled");

    private final Cues<DrugCue> cues = new Cues<>("drug-cues.tsv", DrugCue.class);
    private final Assertions assertions;

    LongTermUse(Assertions assertions) {
        this.assertions = assertions;
    }

    void read(Reading reading, List<Drug> drugs, Encounter encounter) {
        Optional<Sentence> last = Optional.empty();
        Said<DrugCue> said = new Said<DrugCue>(Map.of());
        for (Drug drug : drugs) {
            MedicineClass kind = drug.medicine().kind();
            if (kind.reported() == Reported.NONE || kind.longTermCode().isEmpty()) {
                continue;
            }
            if (last.isEmpty() || last.get() != drug.sentence()) {
                last = Optional.of(drug.sentence());
                said = cues.in(drug.sentence());
            }
            String code = kind.longTermCode().get();
            if (concerns(encounter, code) && taken(reading, drug, drugs, said, encounter)) {
                encounter.add(
                        reading,
                        drug.sentence(),
                        drug.first(),
                        drug.last(),
                        code,
                        new Assertion.Affirmed(),
                        Trace.Kind.LEXICON,
                        drug.medicine().name() + " > " + kind.name() + " > long-term use");
            }
        }
    }

    /** Whether the code could be this patient's: drugs of diabetes need a diabetes that does not imply them (I.C.4.a.3). */
    private static boolean concerns(Encounter encounter, String code) {
        if (DRUGS_OF_DIABETES.contains(code)) {
            return encounter.has(DIABETES);
        }
        return !code.equals("Z79.3") || encounter.facts().sex() != Sex.MALE;
    }

    private boolean taken(Reading reading, Drug drug, List<Drug> drugs, Said<DrugCue> said, Encounter encounter) {
        int from = Segments.begin(drug.sentence().tokens(), drug.first());
        int to = Segments.end(drug.sentence().tokens(), drug.last());
        boolean excluded = said.within(DrugCue.STOPPED, from, to)
                || said.within(DrugCue.GIVEN, from, to)
                || headSays(drug, said, DrugCue.STOPPED);
        if (excluded || isLocal(drug, said, to) || !lastingEnough(drug, said, from, to)) {
            return false;
        }
        SectionKind section = drug.sentence().section().kind();
        boolean listed = Lists.isOfMedications(drug.sentence()) || namesDrugsAlone(drug.sentence(), drugs, said);
        if (section == SectionKind.MEDICATIONS || listed) {
            return encounter.facts().mode() == CodingMode.CLAIM
                    && (listed || ofThePatient(reading, drug.sentence()))
                    && !deniedInList(drug);
        }
        return saysSo(reading, drug, said, encounter) && affirmed(drug, from);
    }

    /** "Trelegy, albuterol.": a sentence of two drugs or more and nothing else is a list of what the patient takes. */
    private static boolean namesDrugsAlone(Sentence sentence, List<Drug> drugs, Said<DrugCue> said) {
        List<Token> tokens = sentence.tokens();
        SectionKind section = sentence.section().kind();
        // "A/P: ... Dexamethasone, remdesivir." is an order.
        boolean orders = section == SectionKind.ASSESSMENT || section == SectionKind.PLAN;
        if (orders || tokens.size() > LONGEST_LIST) {
            return false;
        }
        BitSet told = new BitSet();
        int count = 0;
        for (Drug drug : drugs) {
            if (drug.sentence() == sentence) {
                told.set(drug.first(), drug.last() + 1);
                count++;
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            boolean dose = said.endsAt(DrugCue.REGIMEN, i)
                    || said.endsAt(DrugCue.REGULAR, i)
                    || Character.isDigit(tokens.get(i).form().charAt(0));
            if (tokens.get(i).isWord() && !told.get(i) && !dose) {
                return false;
            }
        }
        return count > 1;
    }

    /** "Tacrolimus 0.1 % to the face", "prednisolone drops". */
    private static boolean isLocal(Drug drug, Said<DrugCue> said, int to) {
        String code = drug.medicine().kind().longTermCode().orElse("");
        if (NOT_FROM_THE_SKIN.stream().noneMatch(code::startsWith)) {
            return false;
        }
        List<Token> tokens = drug.sentence().tokens();
        boolean strength = false;
        for (int i = drug.last() + 1; i <= Math.min(to, drug.last() + 2); i++) {
            strength |= tokens.get(i).form().endsWith("%");
        }
        return strength || said.within(DrugCue.LOCAL, drug.last() + 1, to);
    }

    /** "No warfarin, DOAC or clopidogrel": a list that is denied as a whole says "or". */
    private boolean deniedInList(Drug drug) {
        if (!(assertions.of(drug.sentence(), drug.first(), drug.last(), true) instanceof Assertion.Negated negated)
                || !negated.cue().hasWords()) {
            return false;
        }
        List<Token> tokens = drug.sentence().tokens();
        boolean alternatives = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean between = token.begin() >= negated.cue().end();
            if (between && token.kind() == Token.Kind.MARK && !token.form().equals(",")) {
                return i > drug.last() && alternatives;
            }
            alternatives |=
                    between && (token.form().equals("or") || token.form().equals("nor"));
        }
        return alternatives;
    }

    /** "Not pregnant, OCP daily": a cue before the comma is of something else. */
    private boolean affirmed(Drug drug, int from) {
        Assertion assertion = assertions.of(drug.sentence(), drug.first(), drug.last(), true);
        if (assertion instanceof Assertion.Negated negated) {
            return negated.cue().hasWords()
                    && negated.cue().end() <= drug.sentence().tokens().get(from).begin();
        }
        return assertion instanceof Assertion.Affirmed;
    }

    /** What is taken as needed or for a course is not taken for long, unless the drug is one that is. */
    private static boolean lastingEnough(Drug drug, Said<DrugCue> said, int from, int to) {
        boolean needed = said.within(DrugCue.AS_NEEDED, from, to);
        boolean course = said.within(DrugCue.COURSE, from, to) || days(drug, from, to);
        return switch (drug.medicine().kind().reported()) {
            case LISTED -> !course;
            case DAILY -> !needed && !course;
            case SAID -> !needed && !course && saidToLast(drug, said, from, to);
            case NONE -> false;
        };
    }

    private static boolean saidToLast(Drug drug, Said<DrugCue> said, int from, int to) {
        String code = drug.medicine().kind().longTermCode().orElse("");
        boolean listed =
                drug.sentence().section().kind() == SectionKind.MEDICATIONS || Lists.isOfMedications(drug.sentence());
        boolean steroid = code.equals("Z79.52");
        boolean regular = said.within(DrugCue.REGULAR, from, to) && listed && (steroid || code.equals("Z79.1"));
        return regular
                || steroid && lowDose(drug) && (listed || cueBefore(drug, said) >= 0)
                || said.within(DrugCue.LASTING, from, to)
                || years(drug, to);
    }

    /** A steroid of ten milligrams or less is no burst. */
    private static boolean lowDose(Drug drug) {
        List<Token> tokens = drug.sentence().tokens();
        String next =
                drug.last() + 1 < tokens.size() ? tokens.get(drug.last() + 1).form() : "";
        return next.matches("[1-9](\\.\\d)?|10");
    }

    /** "x 2 yrs", "for 5 months": behind the drug, since "2 years old" stands before it. */
    private static boolean years(Drug drug, int to) {
        List<Token> tokens = drug.sentence().tokens();
        for (int i = drug.last(); i < to; i++) {
            String next = tokens.get(i + 1).form();
            boolean unit = next.equals("year") || next.equals("yr") || next.equals("month") || next.equals("mo");
            if (unit && Character.isDigit(tokens.get(i).form().charAt(0))) {
                return true;
            }
        }
        return false;
    }

    /** "x 5 days", "x5d", "for 7 d". */
    private static boolean days(Drug drug, int from, int to) {
        List<Token> tokens = drug.sentence().tokens();
        for (int i = from; i <= to; i++) {
            String form = tokens.get(i).form();
            boolean number = Character.isDigit(form.charAt(0));
            if (form.length() > 2 && form.charAt(0) == 'x' && Character.isDigit(form.charAt(1)) && form.endsWith("d")) {
                return true;
            }
            boolean more = i + 1 < to && tokens.get(i + 1).form().equals("more");
            String next = i < to ? tokens.get(more ? i + 2 : i + 1).form() : "";
            if (number && (next.equals("day") || next.equals("d") || form.endsWith("d"))) {
                return true;
            }
        }
        return false;
    }

    /** The words of the header, "Meds given in ED:", tell a list of another kind. */
    private static boolean ofThePatient(Reading reading, Sentence sentence) {
        String text = reading.note().text().text();
        int end = sentence.section().begin();
        int begin = Math.max(0, text.lastIndexOf('\n', Math.max(0, end - 1)) + 1);
        String header = text.substring(begin, end).toLowerCase(Locale.ROOT);
        return GIVEN_HEADERS.stream().noneMatch(header::contains);
    }

    private static boolean saysSo(Reading reading, Drug drug, Said<DrugCue> said, Encounter encounter) {
        SectionKind section = drug.sentence().section().kind();
        boolean course = section == SectionKind.HOSPITAL_COURSE || section == SectionKind.INTERVAL_HISTORY;
        boolean concludes =
                section.weight() == SectionKind.Weight.PLAN || section.weight().concludes();
        boolean ofTheStay = course || concludes && encounter.facts().setting() == Setting.INPATIENT;
        switch (section.weight()) {
            case FAMILY, FINDING, NONE -> {
                return false;
            }
            default -> {
                int cue = cueBefore(drug, said);
                if (cue >= 0) {
                    return !ofTheStay || atHome(drug, cue) || said.within(DrugCue.LASTING, cue, drug.first());
                }
                return said.within(DrugCue.KEPT, drug.last() + 1, drug.last() + DOSE)
                        || concludes && isForLasting(reading, drug, said, encounter)
                        || !ofTheStay && (inBrackets(drug) || dosed(drug, said, concludes));
            }
        }
    }

    /** "CAD w old stent - ASA, no statin": behind the dash stands what a lasting disease of the list is treated with. */
    private static boolean isForLasting(Reading reading, Drug drug, Said<DrugCue> said, Encounter encounter) {
        List<Token> tokens = drug.sentence().tokens();
        int dash = drug.first() - 1;
        boolean behindDash = dash > 0
                && tokens.get(dash).kind() == Token.Kind.JOINER
                && tokens.get(dash - 1).end() < tokens.get(dash).begin();
        if (!behindDash || said.says(DrugCue.STARTED)) {
            return false;
        }
        return encounter.within(reading, tokens.get(0).begin(), tokens.get(dash).begin()).stream()
                .anyMatch(candidate -> candidate.assertion() instanceof Assertion.Affirmed
                        && Lasting.is(candidate.code().value()));
    }

    /** A stay's orders are not what is taken for long, unless they say so. */
    private static boolean atHome(Drug drug, int cue) {
        return drug.sentence().tokens().subList(Math.max(0, cue - 1), drug.first()).stream()
                .map(Token::form)
                .anyMatch(form ->
                        form.equals("home") || form.equals("chronic") || form.equals("usual") || form.equals("resume"));
    }

    /** The token at which "on" or the like ends, if but doses and other drugs stand between it and the drug; -1 if none. */
    private static int cueBefore(Drug drug, Said<DrugCue> said) {
        List<Token> tokens = drug.sentence().tokens();
        int gap = 0;
        for (int i = drug.first() - 1; i >= 0 && i >= drug.first() - REACH; i--) {
            if (said.endsAt(DrugCue.TAKEN, i)) {
                boolean overruled = said.within(DrugCue.STARTED, Math.max(0, i - 3), i)
                        || said.within(DrugCue.STOPPED, Math.max(0, i - 3), i)
                        || said.within(DrugCue.STARTED, i, drug.first());
                return overruled ? -1 : i;
            }
            Token token = tokens.get(i);
            boolean small = !token.isWord()
                    || said.endsAt(DrugCue.REGIMEN, i)
                    || said.endsAt(DrugCue.REGULAR, i)
                    || said.endsAt(DrugCue.LASTING, i)
                    || Character.isDigit(token.form().charAt(0));
            // A list names other drugs, of one word or two, between commas and "and".
            gap = small ? 0 : gap + 1;
            if (gap > 2 || token.form().equals(".") || token.form().equals(":")) {
                return -1;
            }
        }
        return -1;
    }

    /** "Atrial fibrillation (apixaban)". */
    private static boolean inBrackets(Drug drug) {
        List<Token> tokens = drug.sentence().tokens();
        boolean opens = drug.first() > 1 && tokens.get(drug.first() - 1).form().equals("(");
        boolean closes = drug.last() + 1 < tokens.size()
                && (tokens.get(drug.last() + 1).form().equals(")")
                        || tokens.get(drug.last() + 1).form().equals(","));
        return opens && closes;
    }

    /** A drug with its dose or times, that is not said to be new. */
    private static boolean dosed(Drug drug, Said<DrugCue> said, boolean inPlan) {
        List<Token> tokens = drug.sentence().tokens();
        int end = Math.min(tokens.size() - 1, drug.last() + DOSE);
        String next =
                drug.last() + 1 < tokens.size() ? tokens.get(drug.last() + 1).form() : "-";
        boolean number = Character.isDigit(next.charAt(0)) && !WordForm.isYear(next);
        boolean regular = said.within(DrugCue.REGULAR, drug.last() + 1, end);
        boolean isNew = said.before(DrugCue.STARTED, drug.first())
                || said.within(
                        DrugCue.STARTED,
                        drug.last(),
                        Segments.end(drug.sentence().tokens(), drug.last()));
        // A plan's doses are orders: "rituximab 1 g x 2".
        return (number && !inPlan || regular) && !isNew;
    }

    private static boolean headSays(Drug drug, Said<DrugCue> said, DrugCue kind) {
        List<Token> tokens = drug.sentence().tokens();
        for (int i = 0; i < drug.first(); i++) {
            if (tokens.get(i).form().equals(":")) {
                return said.within(kind, 0, i);
            }
        }
        return false;
    }
}
