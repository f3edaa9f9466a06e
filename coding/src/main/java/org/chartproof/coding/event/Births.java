package org.chartproof.coding.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The record of a newborn (Guidelines I.C.16): how it was born (Z38), how early and how light (P07), what was looked for and not found
 * (Z05), and the codes of chapter 16 for what has others later in life ({@code newborn.tsv}).
 */
final class Births {

    /** How far behind "born" the way of birth stands. */
    private static final int NEAR = 8;

    private static final int TERM = 37;
    private static final int LIGHTEST = 250;
    private static final int LIGHT = 2500;

    private static final Set<String> BORN = Set.of("born", "deliver", "delivered", "delivery", "via", "birth");
    private static final Set<String> OF_THE_MOTHER = Set.of("prior", "previous", "history", "hx", "h/o");
    private static final Set<String> OLD =
            Set.of("old", "o", "f", "m", "female", "male", "girl", "boy", "infant", "ex");
    private static final Set<String> CORRECTED = Set.of("pma", "cga", "pca", "corrected", "postmenstrual", "now");
    private static final Set<String> LOOKED_FOR =
            Set.of("rule", "r/o", "evaluation", "eval", "workup", "suspect", "concern", "observation");
    private static final Set<String> NOT_FOUND = Set.of(
            "negative",
            "neg",
            "ngtd",
            "stopped",
            "stop",
            "discontinue",
            "discontinued",
            "ruled",
            "no growth",
            "sterile");

    private record Later(String beginning, String code) {}

    private final Cues<BirthCue> cues = new Cues<>("birth-cues.tsv", BirthCue.class);
    private final List<Later> later = DataFile.read("newborn.tsv", 2).stream()
            .map(row -> new Later(row.column(0), row.column(1)))
            .toList();

    /** What the notes say of the birth. */
    private static final class Story {
        private boolean newborn;
        private boolean older;
        private boolean elsewhere;
        private boolean outside;
        private boolean twin;
        private boolean triplet;
        private boolean gestationalDiabetes;
        private Optional<Place> way = Optional.empty();
        private boolean wayIsSure;
        private Optional<Place> weight = Optional.empty();
        private int grams;
        private Optional<Gestation.Weeks> weeks = Optional.empty();
        private Optional<Place> sepsis = Optional.empty();
    }

    private record Place(Reading reading, Sentence sentence, int first, int last, boolean cesarean) {}

    void read(List<Reading> readings, Encounter encounter) {
        boolean infant = encounter.facts().ageYears().isPresent()
                && encounter.facts().ageYears().getAsInt() == 0;
        if (!infant || encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        Story story = new Story();
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                read(reading, sentence, story);
            }
        }
        if (!story.newborn || story.older) {
            return;
        }
        asNewborn(story, encounter);
        if (encounter.facts().setting() == Setting.INPATIENT) {
            birth(story, encounter);
            immaturity(story, encounter);
            story.sepsis.ifPresent(place -> add(place, "Z05.1", "suspected infection not found", encounter));
        }
    }

    private void read(Reading reading, Sentence sentence, Story story) {
        List<Token> tokens = sentence.tokens();
        Said<BirthCue> said = cues.in(sentence);
        story.newborn |= said.says(BirthCue.NEWBORN);
        story.older |= isMonthsOld(tokens);
        story.elsewhere |= said.says(BirthCue.ELSEWHERE);
        story.outside |= said.says(BirthCue.OUTSIDE);
        story.twin |= said.says(BirthCue.TWIN);
        story.triplet |= said.says(BirthCue.TRIPLET);
        story.gestationalDiabetes |= said.says(BirthCue.GESTATIONAL_DIABETES);
        for (At at : said.all(BirthCue.VAGINAL)) {
            way(reading, sentence, at, false, story);
        }
        for (At at : said.all(BirthCue.CESAREAN)) {
            way(reading, sentence, at, true, story);
        }
        for (At at : said.all(BirthCue.BIRTH_WEIGHT)) {
            weight(reading, sentence, at, story);
        }
        for (int at = 0; at < tokens.size() && story.weeks.isEmpty(); at++) {
            Gestation.Weeks weeks = Gestation.weeksAt(reading, sentence, at);
            if (weeks != null && weeks.toTheDay() && !isCorrected(tokens, at)) {
                story.weeks = Optional.of(weeks);
            }
        }
        if (story.sepsis.isEmpty()) {
            story.sepsis = sepsisNotFound(reading, sentence);
        }
    }

    private static void way(Reading reading, Sentence sentence, At at, boolean cesarean, Story story) {
        List<Token> tokens = sentence.tokens();
        int born = -1;
        boolean mothers = false;
        for (int i = Math.max(0, at.first() - NEAR); i < at.first(); i++) {
            String form = tokens.get(i).form();
            born = BORN.contains(form) && born < 0 ? i : born;
            mothers |= OF_THE_MOTHER.contains(form) && i >= at.first() - 3;
        }
        boolean sure = born >= 0 && !mothers || tokens.get(at.first()).form().equals("vaginally");
        if (!mothers && (story.way.isEmpty() || sure && !story.wayIsSure)) {
            int first = born >= 0 ? born : at.first();
            story.way = Optional.of(new Place(reading, sentence, first, at.last(), cesarean));
            story.wayIsSure = sure;
        }
    }

    /** "5 mo F", "3 month old": an infant beyond the newborn's four weeks. */
    private static boolean isMonthsOld(List<Token> tokens) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            String unit = tokens.get(i + 1).form();
            boolean months = (unit.equals("mo") || unit.equals("month"))
                    && Character.isDigit(tokens.get(i).form().charAt(0));
            int next = tokens.get(i + 2).isWord() ? i + 2 : Math.min(tokens.size() - 1, i + 3);
            if (months && OLD.contains(tokens.get(next).form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCorrected(List<Token> tokens, int at) {
        for (int i = Math.max(0, at - 3); i < at; i++) {
            if (CORRECTED.contains(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }

    /** "BW 1340 g", "birth weight: 1.34 kg", "BW 1340g". */
    private static void weight(Reading reading, Sentence sentence, At at, Story story) {
        List<Token> tokens = sentence.tokens();
        for (int i = at.last() + 1; i < Math.min(tokens.size(), at.last() + 4) && story.weight.isEmpty(); i++) {
            String form = tokens.get(i).form();
            String unit = i + 1 < tokens.size() ? tokens.get(i + 1).form() : "";
            if (!form.matches("\\d+(\\.\\d+)?(g|gm|kg)?")) {
                continue;
            }
            boolean kilograms = form.endsWith("kg") || unit.equals("kg");
            double figure = Double.parseDouble(form.replaceAll("[a-z]+", ""));
            int grams = (int) Math.round(kilograms ? figure * 1000 : figure);
            if (grams >= LIGHTEST) {
                boolean unitApart = unit.equals("g") || unit.equals("gm") || unit.equals("gram") || unit.equals("kg");
                story.weight = Optional.of(new Place(reading, sentence, at.first(), unitApart ? i + 1 : i, false));
                story.grams = grams;
            }
        }
    }

    /** "Rule out sepsis, cultures negative at 36 h, antibiotics stopped". */
    private static Optional<Place> sepsisNotFound(Reading reading, Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        int sepsis = -1;
        int first = -1;
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            String form = tokens.get(i).form();
            sepsis = form.equals("sepsis") && sepsis < 0 ? i : sepsis;
            boolean ruled = form.equals("rule") && i + 1 < tokens.size();
            first = (LOOKED_FOR.contains(form) || ruled) && first < 0 ? i : first;
            last = NOT_FOUND.contains(form) ? i : last;
        }
        boolean notFound = sepsis >= 0 && first >= 0 && last > Math.max(sepsis, first);
        return notFound
                ? Optional.of(new Place(reading, sentence, Math.min(sepsis, first), last, false))
                : Optional.empty();
    }

    /** The codes of chapter 16 in the place of those for later life; the mother's diabetes decides what low sugar is. */
    private void asNewborn(Story story, Encounter encounter) {
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            later.stream()
                    .filter(row -> code.startsWith(row.beginning()))
                    .findFirst()
                    .ifPresent(row -> encounter.replaceOne(candidate, row.code(), "of a newborn"));
        }
        if (story.gestationalDiabetes) {
            for (Candidate candidate : encounter.affirmed()) {
                String code = candidate.code().value();
                if (code.equals("P70.1") || code.equals("P70.4")) {
                    encounter.replaceOne(candidate, "P70.0", "of an infant whose mother had gestational diabetes");
                }
            }
        }
    }

    private static void birth(Story story, Encounter encounter) {
        if (story.elsewhere || story.way.isEmpty() && !story.outside) {
            return;
        }
        boolean cesarean = story.way.map(Place::cesarean).orElse(false);
        String code;
        if (story.triplet) {
            code = cesarean ? "Z38.62" : "Z38.61";
        } else if (story.twin) {
            code = cesarean ? "Z38.31" : "Z38.30";
        } else {
            code = cesarean ? "Z38.01" : "Z38.00";
        }
        if (story.outside) {
            code = story.twin ? "Z38.4" : "Z38.1";
        }
        for (Candidate candidate : encounter.affirmed()) {
            String other = candidate.code().value();
            if (other.startsWith("Z38") && !other.equals(code)) {
                encounter.drop(candidate, code + " tells the birth as written");
            }
        }
        String told = code;
        story.way.ifPresent(place -> add(place, told, "birth as written", encounter));
    }

    /** Weeks and weight of a child born before 37 weeks; both are told (I.C.16.d). */
    private static void immaturity(Story story, Encounter encounter) {
        if (story.weeks.isEmpty() || story.weeks.get().number() >= TERM) {
            return;
        }
        Gestation.Weeks weeks = story.weeks.get();
        if (story.weight.isPresent() && story.grams < LIGHT) {
            add(story.weight.get(), ofWeight(story.grams), "birth weight as measured", encounter);
        }
        Place place = new Place(weeks.reading(), weeks.sentence(), weeks.first(), weeks.last(), false);
        add(place, ofWeeks(weeks.number()), "weeks of gestation at birth as written", encounter);
    }

    private static String ofWeight(int grams) {
        if (grams < 1000) {
            return grams < 500 ? "P07.01" : grams < 750 ? "P07.02" : "P07.03";
        }
        return grams >= 2000 ? "P07.18" : "P07.1" + (4 + (grams - 1000) / 250);
    }

    private static String ofWeeks(int weeks) {
        return weeks < 28 ? "P07.2" + Math.max(1, weeks - 21) : String.format(Locale.ROOT, "P07.3%d", weeks - 27);
    }

    private static void add(Place place, String code, String path, Encounter encounter) {
        encounter.add(
                place.reading(),
                place.sentence(),
                place.first(),
                place.last(),
                code,
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                path);
    }
}
