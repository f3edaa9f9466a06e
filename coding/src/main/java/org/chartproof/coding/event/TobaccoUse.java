package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * Use of tobacco now and in the past, as notes write it: "1/2 ppd", "50 py, quit 2018", "chewing tobacco quit 2012". The Alphabetic Index
 * sends a smoker to dependence by product (F17.2-), and who has stopped to the history of it (Z87.891).
 */
final class TobaccoUse {

    private static final String HISTORY = "Z87.891";
    private static final String DEPENDENCE_CATEGORY = "F17";
    private static final String SMOKE_OF_OTHERS = "Z77.22";

    /** Who lives with a smoker as a child breathes the smoke; of an adult it is to be said. */
    private static final int ADULT = 18;

    private static final Set<String> WHERE_IT_IS_BREATHED =
            Set.of("house", "home", "car", "indoor", "inside", "household", "apartment", "around");

    private static final Set<String> WHERE_IT_IS_NOT = Set.of("outside", "outdoor", "away", "quit", "former");

    /** What a phrase of the table says. */
    private enum Word {
        CIGARETTES,
        CHEWING,
        OTHER,
        UNSTATED,
        AMOUNT,
        RATE,
        FORMER,
        NEVER,
        NOT,
        STILL,
        SUBSTANCE
    }

    /** The code of each product, in the order in which the more telling goes first. */
    private static final Map<Word, String> DEPENDENCE = new EnumMap<>(Map.of(
            Word.CIGARETTES, "F17.210", Word.CHEWING, "F17.220", Word.OTHER, "F17.290", Word.UNSTATED, "F17.200"));

    /** "Wants to quit", "advised to stop": words before and after that make a quitting of the future. */
    private static final Set<String> NOT_YET_BEFORE =
            Set.of("to", "will", "should", "must", "would", "can", "could", "not", "ready", "attempt");

    private static final Set<String> NOT_YET_AFTER = Set.of(
            "date",
            "line",
            "plan",
            "attempt",
            "aid",
            "now",
            "info",
            "information",
            "advice",
            "advised",
            "program",
            "class",
            "resource",
            "handout",
            "counseling",
            "referral",
            "goal",
            "coach");

    /** How many tokens a sentence has that says but when something was quit. */
    private static final int BARE = 6;

    private static final Set<String> OTHER_HABITS = Set.of(
            "alcohol",
            "etoh",
            "drinking",
            "beer",
            "wine",
            "heroin",
            "cocaine",
            "drug",
            "ivdu",
            "meth",
            "opioid",
            "job",
            "work",
            "school");

    private static final Set<String> WHAT_IS_QUIT =
            Set.of("smoke", "smoking", "tobacco", "tob", "vaping", "cig", "cigarette");

    /** Answers, which are of what stands before them: "meds none, 1 ppd". */
    private static final Set<String> ANSWERS = Set.of("none", "nil", "neg", "negative");

    /** Words that say of any thing that it lasts. */
    private static final Set<String> LASTING = Set.of("still", "current", "currently", "ongoing", "active", "again");

    /** Words that count packs. */
    private static final Set<String> COUNTS = Set.of("a", "half", "quarter", "one", "two", "three", "single");

    private final Phrases<Word> phrases = new Phrases<>();
    private final Assertions assertions;

    TobaccoUse(Assertions assertions) {
        this.assertions = assertions;
        for (DataFile.Row row : DataFile.read("tobacco.tsv", 2)) {
            phrases.add(row.column(0), row.value(1, Word.class));
        }
    }

    /** A clause that speaks of tobacco. */
    private static final class Clause {
        private Optional<Phrases.Match<Word>> product = Optional.empty();
        private Optional<Phrases.Match<Word>> former = Optional.empty();
        private boolean never;
        private boolean still;
        private boolean not;
        private boolean substance;
    }

    void read(Reading reading, Encounter encounter) {
        Optional<Sentence> before = Optional.empty();
        for (Sentence sentence : reading.sentences()) {
            Weight weight = sentence.section().kind().weight();
            SectionKind kind = sentence.section().kind();
            boolean listed = kind == SectionKind.ALLERGIES || kind == SectionKind.MEDICATIONS;
            if (weight != Weight.FAMILY && (weight != Weight.NONE || listed)) {
                for (Clause clause : clauses(sentence)) {
                    add(reading, sentence, clause, encounter);
                }
                addBareQuitting(reading, before, sentence, encounter);
            }
            before = Optional.of(sentence);
        }
    }

    private void add(Reading reading, Sentence sentence, Clause clause, Encounter encounter) {
        if (clause.product.isEmpty() || clause.never || clause.not) {
            return;
        }
        Phrases.Match<Word> product = clause.product.get();
        Assertion said = assertions.of(sentence, product.first(), product.last(), true);
        boolean past = (clause.former.isPresent()
                        || said instanceof Assertion.Historical
                        || isPastTense(reading, sentence, product))
                && !clause.still;
        boolean ofAnother = said instanceof Assertion.Family || said instanceof Assertion.OtherPerson;
        if (ofAnother && !past && isBreathed(sentence, encounter)) {
            put(reading, sentence, product.first(), product.last(), SMOKE_OF_OTHERS, encounter);
        }
        boolean ofThePatient = said instanceof Assertion.Affirmed
                || said instanceof Assertion.Historical
                || said instanceof Assertion.Resolved;
        if (!ofThePatient || clause.substance && product.value() == Word.UNSTATED) {
            return;
        }
        if (past) {
            int first = Math.min(
                    product.first(), clause.former.map(Phrases.Match::first).orElse(product.first()));
            int last = Math.max(
                    product.last(), clause.former.map(Phrases.Match::last).orElse(product.last()));
            dropDependence(reading, sentence, first, last, encounter);
            put(reading, sentence, first, last, HISTORY, encounter);
        } else if (product.value() != Word.AMOUNT) {
            put(
                    reading,
                    sentence,
                    product.first(),
                    product.last(),
                    DEPENDENCE.getOrDefault(product.value(), "F17.200"),
                    encounter);
        }
    }

    /** What the terms of the books make of a "former pipe smoker" is dependence; who has stopped has the history alone. */
    private static void dropDependence(Reading reading, Sentence sentence, int first, int last, Encounter encounter) {
        int begin = sentence.tokens().get(first).begin();
        int end = sentence.tokens().get(last).end();
        for (Candidate candidate : encounter.within(reading, begin, end)) {
            if (candidate.code().value().startsWith(DEPENDENCE_CATEGORY)) {
                encounter.drop(candidate, "stopped");
            }
        }
    }

    /** "NKDA. Quit 30 yrs ago." with nothing before that could have been quit but tobacco, as notes take for granted. */
    private static void addBareQuitting(
            Reading reading, Optional<Sentence> before, Sentence sentence, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        boolean quits = tokens.size() > 1
                && tokens.size() <= BARE
                && tokens.get(0).form().equals("quit")
                && Character.isDigit(tokens.get(1).form().charAt(0));
        if (!quits || before.filter(TobaccoUse::speaksOfSubstance).isPresent()) {
            return;
        }
        for (int i = 1; i < tokens.size(); i++) {
            String form = tokens.get(i).form();
            if (form.equals("ago") || WordForm.isYear(form)) {
                put(reading, sentence, 0, i, HISTORY, encounter);
                return;
            }
        }
    }

    private static boolean speaksOfSubstance(Sentence sentence) {
        return sentence.tokens().stream().anyMatch(token -> OTHER_HABITS.contains(token.form()));
    }

    private static boolean isBreathed(Sentence sentence, Encounter encounter) {
        boolean where = false;
        for (Token token : sentence.tokens()) {
            if (WHERE_IT_IS_NOT.contains(token.form())) {
                return false;
            }
            where |= WHERE_IT_IS_BREATHED.contains(token.form());
        }
        return where || encounter.facts().ageYears().orElse(ADULT) < ADULT;
    }

    private static void put(Reading reading, Sentence sentence, int first, int last, String code, Encounter encounter) {
        encounter.add(
                reading,
                sentence,
                first,
                last,
                code,
                new Assertion.Affirmed(),
                Trace.Kind.LEXICON,
                "tobacco use as written");
    }

    /** "Smoked 1 ppd 1980-2000": the normal form of a word hides its tense, its letters do not. */
    private static boolean isPastTense(Reading reading, Sentence sentence, Phrases.Match<Word> product) {
        String text = reading.note().text().text();
        for (int i = Math.max(0, product.first() - 3); i <= product.first(); i++) {
            Token token = sentence.tokens().get(i);
            if (token.isWord() && text.regionMatches(true, token.begin(), "smoked", 0, "smoked".length())) {
                return true;
            }
        }
        return false;
    }

    /** The clauses of a sentence that name tobacco: they end at semicolons, line ends, full stops and where another substance is spoken of. */
    private List<Clause> clauses(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        List<Clause> clauses = new ArrayList<>();
        Clause clause = new Clause();
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (ends(token)) {
                keep(clauses, clause);
                clause = new Clause();
            } else if (token.isWord()) {
                Optional<Phrases.Match<Word>> found = phrases.longestAt(tokens, at, word -> true);
                found = found.isPresent() ? found : glued(token, at);
                if (found.isPresent()) {
                    if (found.get().value() == Word.SUBSTANCE && clause.product.isPresent()) {
                        clause.substance =
                                clause.product.get().last() + 1 == found.get().first();
                        keep(clauses, clause);
                        clause = new Clause();
                    }
                    if (found.get().value() != Word.STILL || isOfUse(found.get(), clause, tokens)) {
                        note(clause, found.get(), tokens);
                    }
                    at = found.get().last();
                }
            }
        }
        keep(clauses, clause);
        return clauses;
    }

    /** "Still smoking", "smoker, active", "quit, then relapsed", but not the "still" of "former smoker, in the screening window still". */
    private boolean isOfUse(Phrases.Match<Word> still, Clause clause, List<Token> tokens) {
        if (!LASTING.contains(tokens.get(still.first()).form())) {
            return true;
        }
        boolean behind = clause.product.isPresent()
                && still.first() - clause.product.get().last() <= 2;
        for (int at = still.last() + 1; at < tokens.size() && at <= still.last() + 3; at++) {
            if (phrases.longestAt(tokens, at, TobaccoUse::tellsUse).isPresent()) {
                return true;
            }
        }
        return behind;
    }

    private static boolean tellsUse(Word word) {
        return DEPENDENCE.containsKey(word) || word == Word.RATE || word == Word.AMOUNT;
    }

    private static void keep(List<Clause> clauses, Clause clause) {
        if (clause.product.isPresent()) {
            clauses.add(clause);
        }
    }

    private static boolean ends(Token token) {
        return token.kind() == Token.Kind.LINE_END
                || token.kind() == Token.Kind.MARK
                        && (token.form().equals(";") || token.form().equals("."));
    }

    /** "1ppd", "40py": number and unit written together. */
    private static Optional<Phrases.Match<Word>> glued(Token token, int at) {
        String form = token.form();
        if (form.length() > 2 && Character.isDigit(form.charAt(0))) {
            if (form.endsWith("ppd")) {
                return Optional.of(new Phrases.Match<>(at, at, Word.CIGARETTES));
            }
            if (form.endsWith("py")) {
                return Optional.of(new Phrases.Match<>(at, at, Word.AMOUNT));
            }
        }
        return Optional.empty();
    }

    private static void note(Clause clause, Phrases.Match<Word> found, List<Token> tokens) {
        switch (found.value()) {
            case NEVER ->
                clause.never |= clause.product.isEmpty() ? !isAnswerOfAnother(found, tokens) : isAnswer(found, tokens);
            case NOT -> clause.not = true;
            case STILL -> clause.still = true;
            case SUBSTANCE -> clause.substance = true;
            case FORMER -> {
                if (!isNotYet(found, tokens)) {
                    clause.former = clause.former.or(() -> Optional.of(found));
                }
            }
            case RATE -> {
                // "PPD" alone is the tuberculin test; packs are counted, or somebody smokes them.
                if (clause.product.isPresent() || isCounted(found, tokens)) {
                    note(clause, new Phrases.Match<>(found.first(), found.last(), Word.CIGARETTES), tokens);
                }
            }
            case UNSTATED ->
                keepMoreTelling(
                        clause,
                        isCountedByDay(found, tokens)
                                ? new Phrases.Match<>(found.first(), found.last(), Word.CIGARETTES)
                                : found);
            default -> keepMoreTelling(clause, found);
        }
    }

    private static void keepMoreTelling(Clause clause, Phrases.Match<Word> found) {
        boolean moreTelling = clause.product.isEmpty()
                || found.value().ordinal() < clause.product.get().value().ordinal();
        clause.product = moreTelling ? Optional.of(found) : clause.product;
    }

    /** "Smoking 8-10/day", "smokes 10 a day": what is counted by the day is cigarettes. */
    private static boolean isCountedByDay(Phrases.Match<Word> smoking, List<Token> tokens) {
        int at = smoking.last() + 1;
        boolean counted = false;
        while (at < tokens.size() && at <= smoking.last() + 6) {
            String form = tokens.get(at).form();
            if (form.equals("day") || form.equals("d") || form.equals("daily")) {
                return counted;
            }
            boolean number = Character.isDigit(form.charAt(0));
            if (tokens.get(at).isWord() && !number && !form.equals("a") && !form.equals("per") && !form.equals("to")) {
                return false;
            }
            counted |= number;
            at++;
        }
        return false;
    }

    private static boolean isCounted(Phrases.Match<Word> rate, List<Token> tokens) {
        boolean counts = rate.last() + 1 < tokens.size()
                && tokens.get(rate.last() + 1).form().equals("#");
        if (rate.first() == 0 || counts) {
            // "3/8/26 PPD#1" counts the days after a birth.
            return false;
        }
        String before = tokens.get(rate.first() - 1).form();
        return !before.isEmpty() && Character.isDigit(before.charAt(0)) || COUNTS.contains(before);
    }

    /** "Meds none currently, NKDA, 1 ppd": an answer that has its question before it says nothing of what follows a comma. */
    private static boolean isAnswerOfAnother(Phrases.Match<Word> never, List<Token> tokens) {
        boolean asked = never.first() > 0 && tokens.get(never.first() - 1).isWord();
        return asked && ANSWERS.contains(tokens.get(never.first()).form());
    }

    /** "Tobacco: none": behind the product only at the end of what is said of it. */
    private static boolean isAnswer(Phrases.Match<Word> never, List<Token> tokens) {
        boolean directly =
                never.first() > 0 && !tokens.get(never.first() - 1).form().equals(",");
        boolean last = never.last() + 1 >= tokens.size()
                || !tokens.get(never.last() + 1).isWord();
        return directly && last;
    }

    /** "Quit line", "quit smoking info": the word behind, or behind what is to be quit. */
    private static boolean isNotYet(Phrases.Match<Word> former, List<Token> tokens) {
        boolean until = tokens.get(former.first()).form().equals("until")
                && (former.last() + 1 >= tokens.size()
                        || !WordForm.isYear(tokens.get(former.last() + 1).form()));
        boolean before = until
                || former.first() > 0
                        && NOT_YET_BEFORE.contains(
                                tokens.get(former.first() - 1).form());
        boolean after = false;
        for (int i = former.last() + 1; i < tokens.size() && i <= former.last() + 2; i++) {
            boolean adjoins = i == former.last() + 1
                    || WHAT_IS_QUIT.contains(tokens.get(i - 1).form());
            after |= adjoins && NOT_YET_AFTER.contains(tokens.get(i).form());
        }
        return before || after;
    }
}
