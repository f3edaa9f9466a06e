package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.DrugEvents.Scene;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.token.Token;

/**
 * Adverse effects of drugs that were rightly prescribed and taken (Guidelines I.C.19.e.5.a): beside the nature of the effect, which the
 * note's terms led to, the drug's code with 5 as fifth or sixth character. A nature that has a code of its own where a drug brought
 * it about is coded so: the table is {@code drug-induced.tsv}.
 */
final class AdverseEffects {

    private static final char COLUMN = '5';

    /** How far behind "due to" the drug stands: "due to her new lisinopril". */
    private static final int NEAR = 5;

    /** How far before "due to" the nature stands. */
    private static final int FAR = 12;

    /** So many words between a colon and the cause qualify it: "rash: most likely due to". */
    private static final int FEW = 3;

    /** Not given for their own sake, or not given at all: "due to cocaine" is no adverse effect, "due to iron" no drug's. */
    private static final Set<String> NO_DRUGS =
            Set.of("vitamin", "mineral", "iron", "potassium", "cannabinoid", "hallucinogen");

    /** A nature that may follow a drug's name without a word between: "oxaliplatin neuropathy". */
    private static final List<String> COMPOUNDS = List.of(
            "G62", "G72", "K59.03", "K59.00", "G25", "K12.3", "K52", "D70", "D69.6", "D64", "R05", "R21", "L27", "J70",
            "I42", "D68.32", "G44.4", "T78.3", "G21", "G24", "N14", "K71", "L50", "R73.9", "H91.0", "R11", "R19.7",
            "M79.1");

    private static final Set<String> DRUGS = Set.of("drug", "medication", "med", "medicine");

    private static final String AGAINST_CANCER = "T45.1X";
    private static final String CHECKPOINT = "T45.AX";

    private record Induced(String without, boolean cancerOnly, String with) {}

    private final List<Induced> induced = DataFile.read("drug-induced.tsv", 3).stream()
            .map(row -> new Induced(row.column(0), cancerOnly(row), row.column(2)))
            .toList();

    private final Map<String, List<String>> effects = DataFile.read("known-effects.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.column(0), row -> row.list(1)));

    private static boolean cancerOnly(DataFile.Row row) {
        if (!row.column(1).equals("*") && !row.column(1).equals("cancer")) {
            throw row.error("says neither cancer nor *");
        }
        return row.column(1).equals("cancer");
    }

    void read(Scene scene, Encounter encounter) {
        List<Drug> brought = new ArrayList<>();
        for (Drug drug : scene.drugs()) {
            if (!isDrug(drug) || notTheDrug(scene, drug)) {
                continue;
            }
            Optional<Candidate> nature = covering(scene, drug, encounter)
                    .or(() -> causedBy(scene, drug, brought, encounter))
                    .or(() -> inducedBy(scene, drug, encounter))
                    .or(() -> causes(scene, drug, encounter))
                    .or(() -> compound(scene, drug, encounter))
                    .or(() -> inducedByDefinition(scene, drug, encounter))
                    .or(() -> knownEffect(scene, drug, encounter));
            nature.ifPresent(found -> {
                brought.add(drug);
                add(scene, drug, found, encounter);
            });
        }
    }

    private static boolean isDrug(Drug drug) {
        String kind = drug.medicine().kind().name();
        return !NO_DRUGS.contains(kind) && !kind.startsWith("street-");
    }

    /** "Due to iron deficiency", "due to missed insulin". */
    private static boolean notTheDrug(Scene scene, Drug drug) {
        int from = drug.first() - NEAR;
        // "Allergic urticaria due to amoxicillin": what stands before the cause is of the condition, not of the drug.
        for (At cue : scene.said().all(DrugEventCue.CAUSED_BY)) {
            from = cue.last() < drug.first() ? Math.max(from, cue.last() + 1) : from;
        }
        return scene.said().within(DrugEventCue.NOT_THE_DRUG, drug.last() + 1, drug.last() + 3)
                || from < drug.first() && scene.said().within(DrugEventCue.NOT_THE_DRUG, from, drug.first() - 1);
    }

    /** "Rash due to amoxicillin"; of several drugs "due to infliximab and azathioprine" each. */
    private static Optional<Candidate> causedBy(Scene scene, Drug drug, List<Drug> brought, Encounter encounter) {
        for (At cue : scene.said().all(DrugEventCue.CAUSED_BY)) {
            if (reaches(scene, cue, drug, brought)
                    && !scene.said().within(DrugEventCue.RELIEF, cue.first() - NEAR, cue.first())) {
                return before(scene, cue.first(), encounter);
            }
        }
        return Optional.empty();
    }

    /** Directly, or by way of a drug named before it. */
    private static boolean reaches(Scene scene, At cue, Drug drug, List<Drug> brought) {
        if (cue.last() >= drug.first()) {
            return false;
        }
        if (drug.first() - cue.last() <= NEAR && open(scene, cue.last() + 1, drug.first(), false)) {
            return true;
        }
        return brought.stream()
                .anyMatch(other -> other.last() < drug.first()
                        && drug.first() - other.last() <= 3
                        && open(scene, other.last() + 1, drug.first(), true));
    }

    /** Whether no mark stands between, and no dash with blanks; in a list nothing but "and". */
    private static boolean open(Scene scene, int from, int to, boolean list) {
        List<Token> tokens = scene.sentence().tokens();
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            boolean dash = token.kind() == Token.Kind.JOINER
                    && token.begin() > tokens.get(i - 1).end();
            boolean mark = token.kind() == Token.Kind.MARK
                    && !token.form().equals("+")
                    && !token.form().equals("&");
            boolean word = token.isWord()
                    && !token.form().equals("and")
                    && !token.form().equals("or");
            if (dash || mark || list && word) {
                return false;
            }
        }
        return true;
    }

    /** "Gout of the great toe, drug-induced - HCTZ": the drug stands behind a dash or in brackets. */
    private static Optional<Candidate> inducedBy(Scene scene, Drug drug, Encounter encounter) {
        List<Token> tokens = scene.sentence().tokens();
        int mark = drug.first() - 1;
        if (mark < 1 || tokens.get(mark).isWord()) {
            return Optional.empty();
        }
        for (At cue : scene.said().all(DrugEventCue.CAUSES)) {
            boolean drugInduced = cue.last() == mark - 1 && cue.first() >= 1 && namesDrugs(tokens, cue.first() - 1);
            if (drugInduced) {
                return before(scene, cue.first(), encounter);
            }
        }
        return Optional.empty();
    }

    /** "Drug-induced", "medication induced". */
    private static boolean namesDrugs(List<Token> tokens, int at) {
        int word = tokens.get(at).kind() == Token.Kind.JOINER ? at - 1 : at;
        return word >= 0 && DRUGS.contains(tokens.get(word).form());
    }

    /** A term that names drug and nature both: "opioid-induced constipation". */
    private static Optional<Candidate> covering(Scene scene, Drug drug, Encounter encounter) {
        List<Token> tokens = scene.sentence().tokens();
        int begin = tokens.get(drug.first()).begin();
        int end = tokens.get(drug.last()).end();
        boolean induced = scene.said().within(DrugEventCue.CAUSES, drug.last() + 1, drug.last() + 2);
        return encounter
                .within(
                        scene.reading(),
                        tokens.get(0).begin(),
                        tokens.get(tokens.size() - 1).end())
                .stream()
                .filter(AdverseEffects::isNature)
                .filter(candidate -> candidate.evidence().begin() <= begin
                        && candidate.evidence().end() > end)
                .filter(candidate -> induced || isCompound(candidate))
                .findFirst();
    }

    /** "Steroid-induced hyperglycemia", "lisinopril caused angioedema". */
    private static Optional<Candidate> causes(Scene scene, Drug drug, Encounter encounter) {
        for (At cue : scene.said().all(DrugEventCue.CAUSES)) {
            if (cue.first() > drug.last() && cue.first() - drug.last() <= 2) {
                boolean ends = cue.last() + 1 >= scene.sentence().tokens().size()
                        || !scene.sentence().tokens().get(cue.last() + 1).isWord();
                return ends ? before(scene, drug.first(), encounter) : after(scene, cue.last() + 1, NEAR, encounter);
            }
        }
        return Optional.empty();
    }

    private static Optional<Candidate> compound(Scene scene, Drug drug, Encounter encounter) {
        return after(scene, drug.last() + 1, 0, encounter).filter(AdverseEffects::isCompound);
    }

    /** "Appetite down on MPH", "sugars 280 on pred, hyperglycemia": what a drug of this class does, told right beside the word that it is taken. */
    private Optional<Candidate> knownEffect(Scene scene, Drug drug, Encounter encounter) {
        List<Token> tokens = scene.sentence().tokens();
        boolean on = drug.first() > 0 && tokens.get(drug.first() - 1).form().equals("on");
        List<String> natures = effects.getOrDefault(drug.medicine().kind().name(), List.of());
        if (!on || natures.isEmpty()) {
            return Optional.empty();
        }
        int begin = tokens.get(Math.max(0, drug.first() - 1 - NEAR)).begin();
        int end = tokens.get(Math.min(tokens.size() - 1, drug.last() + NEAR)).end();
        return encounter.within(scene.reading(), begin, end).stream()
                .filter(AdverseEffects::isNature)
                .filter(candidate -> candidate.assertion() instanceof Assertion.Affirmed)
                .filter(candidate -> natures.contains(candidate.code().value()))
                .findFirst();
    }

    /** "Cushingoid from pred (drug-induced Cushing)": a disease that is a drug's by its name, beside the drug it is said to come from. */
    private static Optional<Candidate> inducedByDefinition(Scene scene, Drug drug, Encounter encounter) {
        boolean said = scene.said().all(DrugEventCue.CAUSED_BY).stream()
                .anyMatch(cue -> reaches(scene, cue, drug, List.of())
                        && !scene.said().within(DrugEventCue.RELIEF, cue.first() - NEAR, cue.first()));
        return said
                ? after(scene, drug.last() + 1, NEAR, encounter)
                        .filter(candidate -> candidate.code().display().contains("rug-induced"))
                : Optional.empty();
    }

    private static boolean isCompound(Candidate nature) {
        return COMPOUNDS.stream().anyMatch(nature.code().value()::startsWith);
    }

    private static Optional<Candidate> before(Scene scene, int cue, Encounter encounter) {
        List<Token> tokens = scene.sentence().tokens();
        int begin = tokens.get(Math.max(beginOfOrder(tokens, cue), cue - FAR)).begin();
        int end = tokens.get(cue).begin();
        Optional<Candidate> nearest = Optional.empty();
        for (Candidate candidate : encounter.within(scene.reading(), begin, end)) {
            if (isNature(candidate)
                    && (nearest.isEmpty()
                            || candidate.evidence().end()
                                    >= nearest.get().evidence().end())) {
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /**
     * Where what the cause explains begins: behind a colon that words follow, since those are what is due to it ("hypertension, controlled:
     * recheck in 2 weeks because of the naproxen"); "rash: due to amoxicillin" has none.
     */
    private static int beginOfOrder(List<Token> tokens, int cue) {
        for (int i = cue - 1; i > 0; i--) {
            if (tokens.get(i).form().equals(":")) {
                return cue - i > FEW ? i + 1 : 0;
            }
        }
        return 0;
    }

    /** The first nature that begins at most some tokens behind a place. */
    private static Optional<Candidate> after(Scene scene, int from, int reach, Encounter encounter) {
        List<Token> tokens = scene.sentence().tokens();
        if (from >= tokens.size()) {
            return Optional.empty();
        }
        int begin = tokens.get(from).begin();
        int last = tokens.get(Math.min(tokens.size() - 1, from + reach)).end();
        return encounter
                .within(scene.reading(), begin, tokens.get(tokens.size() - 1).end())
                .stream()
                .filter(AdverseEffects::isNature)
                .filter(candidate -> candidate.evidence().begin() < last)
                .findFirst();
    }

    /** What the patient has: no circumstance, no poisoning, no cancer. */
    private static boolean isNature(Candidate candidate) {
        char chapter = candidate.code().value().charAt(0);
        boolean poisoning = chapter == 'T' && candidate.code().value().compareTo("T66") < 0;
        return chapter < 'U' && chapter != 'C' && !poisoning && !(candidate.assertion() instanceof Assertion.Family);
    }

    private void add(Scene scene, Drug drug, Candidate nature, Encounter encounter) {
        String table = drug.medicine().tableCode();
        boolean cancer = table.equals(AGAINST_CANCER) || table.equals(CHECKPOINT);
        induced.stream()
                .filter(row -> nature.code().value().equals(row.without()) && (cancer || !row.cancerOnly()))
                .findFirst()
                .ifPresent(row -> encounter.replace(nature, row.with(), "due to a drug"));
        for (String place : drug.medicine().tableCodes()) {
            encounter.add(
                    scene.reading(),
                    scene.sentence(),
                    drug.first(),
                    drug.last(),
                    DrugEvents.code(place, COLUMN),
                    nature.assertion(),
                    Trace.Kind.INDEX,
                    "Table of Drugs > " + drug.medicine().name() + " > adverse effect");
        }
    }
}
