package org.chartproof.coding.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The completed weeks of a pregnancy (Z3A, Guidelines I.C.21.c.11) in the forms in which obstetric notes write them: {@code 37w1d}, {@code
 * 39+0}, {@code 38 2/7 weeks}. Of a stay that goes on for longer the weeks at admission count: the first that the notes tell to the
 * day, outside the history; weeks without days only where no others are told.
 */
final class Gestation {

    private static final int FEWEST_WEEKS = 4;
    private static final int MOST_WEEKS = 43;

    /** "By 7w scan" dates a pregnancy; "at 16w" of one before. */
    private static final Set<String> DATING =
            Set.of("scan", "us", "ultrasound", "sono", "u/s", "tvus", "loss", "sab", "demise");

    private static final Set<String> OF_A_BIRTH = Set.of("deliver", "delivered", "postpartum");

    /** Behind the number: "37w", "37w1", "37w1d", "37wk", "37w1day". */
    private static final Pattern UNIT = Pattern.compile("w\\d?d?|wk|w\\dday");

    /** "G2P1". */
    private static final Pattern PREGNANCIES = Pattern.compile("g\\d+p\\d+");

    private static final Set<String> OF_ANOTHER_TIME = Set.of(
            "by", "until", "after", "before", "next", "follow", "w/", "c/w", "from", "since", "~", "till", "til");

    /**
     * A number of weeks in a sentence.
     *
     * @param toTheDay whether days are told beside the weeks
     */
    record Weeks(Reading reading, Sentence sentence, int first, int last, int number, boolean toTheDay) {}

    /**
     * Finds the weeks and adds their code.
     *
     * @return the weeks; empty where none are told
     */
    Optional<Integer> read(List<Reading> readings, Encounter encounter) {
        Weeks told = null;
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                Weight weight = sentence.section().kind().weight();
                if (weight == Weight.HISTORY || weight == Weight.FAMILY || isOfABirth(sentence, encounter)) {
                    continue;
                }
                for (int at = 0; at < sentence.tokens().size(); at++) {
                    Weeks weeks = weeksAt(reading, sentence, at);
                    if (weeks != null && (told == null || isBetter(weeks, told))) {
                        told = weeks;
                    }
                }
            }
        }
        if (told == null) {
            return ofTerms(encounter);
        }
        String code = code(told.number());
        dropOthers(encounter, code);
        encounter.add(
                told.reading(),
                told.sentence(),
                told.first(),
                told.last(),
                code,
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                "weeks of gestation as written");
        return Optional.of(told.number());
    }

    private static boolean isBetter(Weeks weeks, Weeks than) {
        if (weeks.toTheDay() != than.toTheDay()) {
            return weeks.toTheDay();
        }
        return !weeks.toTheDay() && weeks.number() > than.number();
    }

    private static String code(int weeks) {
        return weeks < 8 ? "Z3A.01" : weeks > 42 ? "Z3A.49" : String.format(Locale.ROOT, "Z3A.%02d", weeks);
    }

    /** The weeks that the terms of the notes led to: the most of them. */
    private static Optional<Integer> ofTerms(Encounter encounter) {
        Optional<Integer> most = Optional.empty();
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            if (code.startsWith("Z3A.") && code.compareTo("Z3A.01") >= 0) {
                int weeks = Integer.parseInt(code.substring("Z3A.".length()));
                most = most.isPresent() && most.get() >= weeks ? most : Optional.of(weeks);
            }
        }
        most.ifPresent(weeks -> dropOthers(encounter, code(weeks < 8 ? 1 : weeks)));
        return most;
    }

    private static void dropOthers(Encounter encounter, String code) {
        for (Candidate candidate : encounter.affirmed()) {
            String other = candidate.code().value();
            if (other.startsWith("Z3A") && !other.equals(code)) {
                encounter.drop(candidate, "the notes tell " + code + " for this encounter");
            }
        }
    }

    /** At a visit afterwards the weeks of the delivery are past. */
    private static boolean isOfABirth(Sentence sentence, Encounter encounter) {
        return encounter.facts().setting() == Setting.OUTPATIENT && hasOne(sentence.tokens(), OF_A_BIRTH);
    }

    private static boolean hasOne(List<Token> tokens, Set<String> forms) {
        for (Token token : tokens) {
            if (forms.contains(token.form())) {
                return true;
            }
        }
        return false;
    }

    /** The weeks that begin at a token; null if none do. */
    static @org.jspecify.annotations.Nullable Weeks weeksAt(Reading reading, Sentence sentence, int at) {
        List<Token> tokens = sentence.tokens();
        String form = tokens.get(at).form();
        if (form.isEmpty() || !Character.isDigit(form.charAt(0))) {
            return null;
        }
        int letters = 0;
        while (letters < form.length() && Character.isDigit(form.charAt(letters))) {
            letters++;
        }
        if (letters > 2) {
            return null;
        }
        String behind = form.substring(letters);
        int last = last(tokens, at, behind);
        int number = Integer.parseInt(form.substring(0, letters));
        boolean fits = last >= 0 && number >= FEWEST_WEEKS && number <= MOST_WEEKS;
        boolean elsewhere =
                at > 0 && OF_ANOTHER_TIME.contains(tokens.get(at - 1).form())
                        || last + 1 < tokens.size()
                                && DATING.contains(tokens.get(last + 1).form());
        boolean toTheDay = last > at || behind.length() > 1 && Character.isDigit(behind.charAt(1));
        return fits && !elsewhere ? new Weeks(reading, sentence, at, last, number, toTheDay) : null;
    }

    /** The last token of a number of weeks that begins at a token; -1 if it is none. */
    private static int last(List<Token> tokens, int at, String behindNumber) {
        if (UNIT.matcher(behindNumber).matches()) {
            boolean days = !behindNumber.equals("w") && !behindNumber.equals("wk");
            return days || isOfPregnancy(tokens, at) ? at : -1;
        }
        if (!behindNumber.isEmpty()) {
            return -1;
        }
        if (isAt(tokens, at + 1, "+") && isDays(tokens, at + 2)) {
            return at + 2;
        }
        if (isDays(tokens, at + 1) && isAt(tokens, at + 2, "/") && isAt(tokens, at + 3, "7")) {
            return at + 3;
        }
        return -1;
    }

    private static boolean isOfPregnancy(List<Token> tokens, int at) {
        for (int i = Math.max(0, at - 3); i < Math.min(tokens.size(), at + 4); i++) {
            String form = tokens.get(i).form();
            if (form.equals("iup")
                    || form.equals("ega")
                    || form.equals("ga")
                    || form.startsWith("gestation")
                    || form.startsWith("pregnan")
                    || PREGNANCIES.matcher(form).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDays(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return false;
        }
        String form = tokens.get(at).form();
        return form.length() == 1 && form.charAt(0) >= '0' && form.charAt(0) <= '6';
    }

    private static boolean isAt(List<Token> tokens, int at, String form) {
        return at < tokens.size() && tokens.get(at).form().equals(form);
    }
}
