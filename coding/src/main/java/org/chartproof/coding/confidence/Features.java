package org.chartproof.coding.confidence;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.terminology.Term;

/**
 * The circumstances of a code as named features, each there or not, from every step of the engine. They stand in the trace, so that
 * a reviewer sees what the confidence rests on; they never hold words of the note.
 */
final class Features {

    /** A title's words of up to three letters say little. */
    private static final int SHORT_WORD = 3;

    /** Words are compared by their beginnings, since notes inflect them. */
    private static final int BEGINNING = 5;

    private static final int LONGEST_ABBREVIATION = 5;

    private static final String[] BEST = names("best:", Weight.values());
    private static final String[] IN = names("in:", SectionKind.values());
    private static final String[] TERM = names("term:", Term.Source.values());

    private final List<String> names = new ArrayList<>(24);

    private Features() {}

    /** The features that hold, in a fixed order. */
    static List<String> of(Circumstances one) {
        Features features = new Features();
        features.ofEncounter(one);
        features.ofCode(one);
        features.ofSections(one.support());
        features.ofAssertions(one.support());
        features.ofWords(one);
        features.ofNumbers(one.support());
        features.ofRules(one);
        return features.names;
    }

    private void addIf(boolean holds, String name) {
        if (holds) {
            names.add(name);
        }
    }

    private void ofEncounter(Circumstances one) {
        addIf(one.facts().setting() == Setting.INPATIENT, "inpatient");
        addIf(one.facts().setting() == Setting.EMERGENCY, "emergency");
        addIf(one.isFirst(), "first");
    }

    private void ofCode(Circumstances one) {
        String code = one.code().value();
        String title = one.code().display().toLowerCase(Locale.ROOT);
        names.add("chapter:" + code.charAt(0));
        names.add("block:" + code.substring(0, 2));
        addIf(title.contains("unspecified"), "unspecified");
        addIf(title.contains("other "), "other");
        addIf(one.support().get(0).isSymptom(), "symptom");
        addIf(Lasting.is(code), "lasting");
    }

    private void ofSections(List<Candidate> support) {
        Set<SectionKind> kinds = EnumSet.noneOf(SectionKind.class);
        Weight best = Weight.NONE;
        for (Candidate candidate : support) {
            kinds.add(candidate.section());
            Weight weight = candidate.section().weight();
            best = weight.ordinal() < best.ordinal() ? weight : best;
        }
        names.add(BEST[best.ordinal()]);
        for (SectionKind kind : kinds) {
            names.add(IN[kind.ordinal()]);
        }
    }

    private void ofAssertions(List<Candidate> support) {
        boolean affirmed = false;
        boolean began = false;
        for (Candidate candidate : support) {
            affirmed |= candidate.assertion() instanceof Assertion.Affirmed;
            began |= candidate.beganInHospital();
        }
        if (!affirmed) {
            names.add("said:"
                    + support.get(0).assertion().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        addIf(began, "began-in-hospital");
    }

    private void ofWords(Circumstances one) {
        Set<Term.Source> sources = EnumSet.noneOf(Term.Source.class);
        boolean open = true;
        boolean completed = true;
        boolean apart = true;
        int longest = 0;
        int titleWords = 0;
        List<String> title = beginnings(one.code().display().toLowerCase(Locale.ROOT));
        String longestText = "";
        for (Candidate candidate : one.support()) {
            sources.add(candidate.source());
            open &= candidate.missingAxis().isPresent();
            completed &= isCompleted(candidate);
            apart &= candidate.spans().size() > 1;
            Evidence words = candidate.evidence();
            int count = words(words.words());
            if (count > longest) {
                longest = count;
                longestText = words.words();
            }
            titleWords = Math.max(titleWords, titleShare(title, words.words().toLowerCase(Locale.ROOT)));
        }
        for (Term.Source source : sources) {
            names.add(TERM[source.ordinal()]);
        }
        addIf(open, "axis-open");
        addIf(open, "axis-open:" + one.support().get(0).missingAxis().orElse(""));
        addIf(completed, "completed");
        addIf(apart, "apart");
        names.add("words:" + (longest >= 4 ? "4+" : Integer.toString(longest)));
        names.add(
                "title:" + (titleWords >= 100 ? "all" : titleWords >= 50 ? "half" : titleWords > 0 ? "some" : "none"));
        boolean abbreviation = longestText.length() <= LONGEST_ABBREVIATION && isCapitals(longestText);
        addIf(abbreviation, "abbreviation");
        addIf(longest == 1 && !abbreviation, "single-word:" + (longestText.length() <= 6 ? "short" : "long"));
    }

    private static boolean isCompleted(Candidate candidate) {
        for (Trace.Step step : candidate.steps()) {
            if (step.kind() == Trace.Kind.TABULAR && step.detail().contains(" completed to ")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCapitals(String text) {
        return text.equals(text.toUpperCase(Locale.ROOT)) && !text.equals(text.toLowerCase(Locale.ROOT));
    }

    private static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }

    /** How many of a title's words the note's words begin like, in per cent. */
    private static int titleShare(List<String> title, String said) {
        int there = 0;
        for (String beginning : title) {
            there += said.contains(beginning) ? 1 : 0;
        }
        return title.isEmpty() ? 0 : 100 * there / title.size();
    }

    /** The beginnings of a title's telling words. */
    private static List<String> beginnings(String title) {
        List<String> beginnings = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at <= title.length(); at++) {
            if (at == title.length() || !isLetterOrDigit(title.charAt(at))) {
                addBeginning(title, begin, at, beginnings);
                begin = at + 1;
            }
        }
        return beginnings;
    }

    private static void addBeginning(String title, int begin, int end, List<String> into) {
        boolean tells = end - begin > SHORT_WORD
                && !isWord(title, begin, end, "unspecified")
                && !isWord(title, begin, end, "other");
        if (tells) {
            into.add(title.substring(begin, Math.min(begin + BEGINNING, end)));
        }
    }

    private static boolean isWord(String title, int begin, int end, String word) {
        return end - begin == word.length() && title.startsWith(word, begin);
    }

    /** Titles are compared by the letters that they have in common with notes: those of English. */
    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private void ofNumbers(List<Candidate> support) {
        int mentions = support.size();
        names.add("mentions:" + (mentions >= 4 ? "4+" : mentions >= 2 ? "2-3" : "1"));
        String note = support.get(0).evidence().noteId();
        boolean several = false;
        for (Candidate candidate : support) {
            several |= !candidate.evidence().noteId().equals(note);
        }
        addIf(several, "several-notes");
    }

    /** A rule's name stands before its section. */
    private void ofRules(Circumstances one) {
        for (Trace.Step rule : one.rules()) {
            int end = rule.detail().indexOf(" (");
            String name = "rule:" + (end < 0 ? rule.detail() : rule.detail().substring(0, end)).replace(',', ' ');
            addIf(!names.contains(name), name);
        }
    }

    /** The names of the features that say one of some kinds, by its ordinal. */
    private static String[] names(String prefix, Enum<?>[] kinds) {
        String[] names = new String[kinds.length];
        for (Enum<?> kind : kinds) {
            names[kind.ordinal()] =
                    prefix + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return names;
    }
}
