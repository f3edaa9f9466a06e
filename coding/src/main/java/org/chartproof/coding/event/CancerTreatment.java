package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Encounters for the treatment of a cancer (Guidelines I.C.2.e.2): the note says that the patient came for a cycle of chemotherapy or
 * immunotherapy, or is on a numbered fraction of radiation. An antibody or checkpoint inhibitor is immunotherapy.
 */
final class CancerTreatment {

    private static final String RADIATION = "Z51.0";
    private static final String CHEMOTHERAPY = "Z51.11";
    private static final String IMMUNOTHERAPY = "Z51.12";

    /** How far behind "here for" the treatment stands. */
    private static final int NEAR = 8;
    /** How far from the number of its cycle a drug stands: "C3D1 of carboplatin", "pembrolizumab 200 mg q3w, cycle 7". */
    private static final int BESIDE = 5;

    private static final java.util.Set<String> PROCEED = java.util.Set.of(
            org.chartproof.coding.token.WordForm.of("proceed"),
            org.chartproof.coding.token.WordForm.of("proceeding"),
            org.chartproof.coding.token.WordForm.of("proceeded"));

    private final Cues<CancerCue> cues;

    CancerTreatment(Cues<CancerCue> cues) {
        this.cues = cues;
    }

    void read(List<Reading> readings, List<Drug> drugs, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Weight weight = sentence.section().kind().weight();
                if (weight != Weight.HISTORY && weight != Weight.FAMILY && weight != Weight.NONE) {
                    read(reading, sentence, drugs, encounter);
                }
            }
        }
    }

    private void read(Reading reading, Sentence sentence, List<Drug> drugs, Encounter encounter) {
        Said<CancerCue> said = cues.in(sentence);
        if (said.says(CancerCue.HELD)) {
            return;
        }
        boolean visit = encounter.facts().setting() != Setting.INPATIENT;
        if (visit && isFraction(sentence, said)) {
            At at = first(said, CancerCue.RADIATION, CancerCue.FRACTION, CancerCue.ON_TREATMENT);
            add(reading, sentence, at, RADIATION, encounter);
        }
        for (int cycle : cycles(sentence)) {
            boolean given = cameFor(said, cycle) || visit && isToday(sentence);
            if (given && !addByDrug(reading, sentence, said, cycle, drugs, encounter) && isProceeded(sentence, cycle)) {
                addByRegimen(reading, drugs, encounter);
            }
        }
        for (CancerCue kind : List.of(CancerCue.CHEMOTHERAPY, CancerCue.IMMUNOTHERAPY, CancerCue.RADIATION)) {
            for (At at : said.all(kind)) {
                if (cameFor(said, at.first())) {
                    add(reading, sentence, at, code(kind), encounter);
                }
            }
        }
    }

    private static String code(CancerCue kind) {
        return switch (kind) {
            case RADIATION -> RADIATION;
            case IMMUNOTHERAPY -> IMMUNOTHERAPY;
            default -> CHEMOTHERAPY;
        };
    }

    private static At first(Said<CancerCue> said, CancerCue... kinds) {
        for (CancerCue kind : kinds) {
            if (said.says(kind)) {
                return said.all(kind).get(0);
            }
        }
        throw new IllegalArgumentException("the sentence says none of them");
    }

    private static boolean cameFor(Said<CancerCue> said, int token) {
        return said.all(CancerCue.VISIT_FOR).stream().anyMatch(at -> at.last() < token && token - at.last() <= NEAR);
    }

    private static boolean isToday(Sentence sentence) {
        return sentence.tokens().stream().anyMatch(token -> token.form().equals("today"));
    }

    /** "WBRT fx 4/10", "fraction 12 of 30", "on treatment visit". */
    private static boolean isFraction(Sentence sentence, Said<CancerCue> said) {
        if (said.says(CancerCue.ON_TREATMENT) && said.says(CancerCue.RADIATION)) {
            return true;
        }
        return said.says(CancerCue.RADIATION)
                && said.all(CancerCue.FRACTION).stream()
                        .anyMatch(at -> isCount(sentence.tokens(), at.last() + 1)
                                || at.first() >= 3 && isCount(sentence.tokens(), at.first() - 3));
    }

    /** "4/10", "4 of 10". */
    private static boolean isCount(List<Token> tokens, int at) {
        int first = at < tokens.size() && !tokens.get(at).isWord() ? at + 1 : at;
        return first + 2 < tokens.size()
                && isNumber(tokens.get(first))
                && (tokens.get(first + 1).form().equals("/")
                        || tokens.get(first + 1).form().equals("of"))
                && isNumber(tokens.get(first + 2));
    }

    private static boolean isNumber(Token token) {
        String form = token.form();
        return form.length() <= 2 && form.chars().allMatch(Character::isDigit);
    }

    /** Where cycles are numbered: "C6", "C3D1", "cycle 4", "cycle #2". */
    private static List<Integer> cycles(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        return java.util.stream.IntStream.range(0, tokens.size())
                .filter(at -> isCycle(tokens, at))
                .boxed()
                .toList();
    }

    private static boolean isCycle(List<Token> tokens, int at) {
        String form = tokens.get(at).form();
        if (form.equals("cycle")) {
            int next = at + 1 < tokens.size() && tokens.get(at + 1).form().equals("#") ? at + 2 : at + 1;
            return next < tokens.size() && isNumber(tokens.get(next));
        }
        if (form.length() < 2 || form.charAt(0) != 'c' || !Character.isDigit(form.charAt(1)) || form.length() > 6) {
            return false;
        }
        return form.chars().skip(1).allMatch(c -> Character.isDigit(c) || c == 'd');
    }

    /** "Proceed with C3 today": the cycle alone tells not what is given. */
    private static boolean isProceeded(Sentence sentence, int cycle) {
        return sentence.tokens().subList(Math.max(0, cycle - 3), cycle).stream()
                .anyMatch(token -> PROCEED.contains(token.form()));
    }

    /** What the note lists with the doses of an infusion: "carboplatin AUC 5 IV D1", "pembrolizumab 200 mg IV". */
    private static void addByRegimen(Reading reading, List<Drug> drugs, Encounter encounter) {
        for (Drug drug : drugs) {
            List<Token> tokens = drug.sentence().tokens();
            int end = Math.min(tokens.size(), drug.last() + 1 + BESIDE);
            boolean infused = tokens.subList(drug.last() + 1, end).stream()
                    .anyMatch(token -> token.form().equals("iv") || token.form().equals("auc"));
            if (infused && reading.sentences().contains(drug.sentence())) {
                At at = new At(drug.first(), drug.last());
                if (isImmunotherapy(drug)) {
                    add(reading, drug.sentence(), at, IMMUNOTHERAPY, encounter);
                } else if (isChemotherapy(drug)) {
                    add(reading, drug.sentence(), at, CHEMOTHERAPY, encounter);
                }
            }
        }
    }

    private static boolean isChemotherapy(Drug drug) {
        return drug.medicine().tableCode().equals("T45.1X")
                && !drug.medicine().kind().name().equals("aromatase-inhibitor");
    }

    /** Whether a drug or a word for the treatment stands beside the number of the cycle. */
    private boolean addByDrug(
            Reading reading,
            Sentence sentence,
            Said<CancerCue> said,
            int cycle,
            List<Drug> drugs,
            Encounter encounter) {
        boolean named = false;
        for (Drug drug : drugs) {
            boolean beside =
                    drug.sentence() == sentence && drug.last() >= cycle - BESIDE && drug.first() <= cycle + BESIDE;
            if (beside) {
                At at = new At(Math.min(cycle, drug.first()), Math.max(cycle, drug.last()));
                named |= isImmunotherapy(drug) || isChemotherapy(drug);
                if (isImmunotherapy(drug)) {
                    add(reading, sentence, at, IMMUNOTHERAPY, encounter);
                } else if (isChemotherapy(drug)) {
                    add(reading, sentence, at, CHEMOTHERAPY, encounter);
                }
            }
        }
        for (CancerCue kind : List.of(CancerCue.CHEMOTHERAPY, CancerCue.IMMUNOTHERAPY)) {
            for (At at : said.all(kind)) {
                if (at.last() >= cycle - BESIDE && at.first() <= cycle + BESIDE) {
                    At all = new At(Math.min(cycle, at.first()), Math.max(cycle, at.last()));
                    add(reading, sentence, all, code(kind), encounter);
                    named = true;
                }
            }
        }
        return named;
    }

    private static boolean isImmunotherapy(Drug drug) {
        String kind = drug.medicine().kind().name();
        return kind.equals("checkpoint-inhibitor")
                || kind.equals("targeted-antineoplastic")
                        && drug.medicine().name().split(" ")[0].endsWith("mab");
    }

    private static void add(Reading reading, Sentence sentence, At at, String code, Encounter encounter) {
        encounter.add(
                reading,
                sentence,
                at.first(),
                at.last(),
                code,
                new Assertion.Affirmed(),
                Trace.Kind.INDEX,
                "Encounter for > treatment of a neoplasm");
    }
}
