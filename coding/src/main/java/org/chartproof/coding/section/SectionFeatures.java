package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the classifier looks at in a stretch of text: words and pairs of words, their beginnings and classes, how it begins, the pattern of classes
 * of a short one, how long it is, numbers, lists. A feature is there or not.
 */
final class SectionFeatures {

    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 100};
    private static final int SHORTEST_WITH_STEM = 6;
    private static final int LONGEST_WHOLE = 5;
    private static final int LONGEST_PATTERN = 8;

    /** How many words are its beginning. */
    private static final int HEAD = 6;

    private static final int STEM = 5;

    private final SectionWords table;
    private final Set<String> features = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> classCounts = new TreeMap<>();
    private final List<String> pattern = new ArrayList<>();
    private String before = "^";
    private String classBefore = "^";
    private int sentences;
    private int commas;
    private int numbers;

    private SectionFeatures(SectionWords table) {
        this.table = table;
    }

    /** The features of a text, each once. */
    static String[] of(String text, SectionWords table) {
        SectionFeatures features = new SectionFeatures(table);
        features.read(text);
        features.addPositions();
        features.addClasses();
        features.addShape(text);
        return features.features.toArray(new String[0]);
    }

    private void read(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                int end = wordEnd(text, at);
                addWord(normal(text.substring(at, end).toLowerCase(Locale.ROOT)));
                at = end;
            } else {
                addMark(c);
                at++;
            }
        }
        closeSentence();
    }

    /** Letters with apostrophes, hyphens and ampersands within ("x-ray", "h&h"), or digits with their points, slashes and colons. */
    private static int wordEnd(String text, int begin) {
        boolean number = Character.isDigit(text.charAt(begin));
        int end = begin + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean inside = number ? Character.isDigit(c) : Character.isLetterOrDigit(c);
            boolean joins = (number ? "./:" : "'&-").indexOf(c) >= 0
                    && end + 1 < text.length()
                    && (number
                            ? Character.isDigit(text.charAt(end + 1))
                            : Character.isLetterOrDigit(text.charAt(end + 1)));
            if (!inside && !joins) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Numbers as their shape: a year, a decimal, how many digits. */
    private static String normal(String word) {
        if (!Character.isDigit(word.charAt(0))) {
            return word;
        }
        int digits = 0;
        boolean plain = true;
        for (int i = 0; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i))) {
                digits++;
            } else {
                plain = false;
            }
        }
        if (!plain) {
            return word.indexOf('/') > 0 ? "#/" : word.indexOf(':') > 0 ? "#:" : "#dec";
        }
        boolean year = digits == 4 && (word.startsWith("19") || word.startsWith("20"));
        return year ? "#year" : "#" + Math.min(digits, 5);
    }

    private void addWord(String word) {
        words.add(word);
        features.add("w=" + word);
        features.add("b=" + before + "_" + word);
        if (words.size() <= HEAD) {
            features.add("h=" + word);
        }
        if (word.startsWith("#")) {
            numbers++;
        } else if (word.length() >= SHORTEST_WITH_STEM) {
            features.add("p=" + word.substring(0, STEM));
        }
        List<String> classes = table.classes(word);
        for (String name : classes) {
            classCounts.merge(name, 1, Integer::sum);
            if (words.size() <= HEAD) {
                features.add("hc=" + name);
            }
        }
        addToPattern(classes.isEmpty() ? word.startsWith("#") ? "#" : "?" : classes.get(0));
        String classOrWord = classes.isEmpty() ? word : "<" + classes.get(0) + ">";
        if (!classes.isEmpty() || !classBefore.equals(before)) {
            features.add("k=" + classBefore + "_" + classOrWord);
        }
        before = word;
        classBefore = classOrWord;
    }

    /** Several words of a class on end count as one. */
    private void addToPattern(String name) {
        if (pattern.isEmpty() || !pattern.get(pattern.size() - 1).equals(name)) {
            pattern.add(name);
        }
    }

    private void addMark(char c) {
        switch (c) {
            case ',' -> commas++;
            case '"', '\u201c' -> features.add("quote");
            case ':' -> {
                features.add("colon:" + before);
                if (words.size() <= 3) {
                    features.add("head");
                }
                closeSentence();
            }
            case '.', ';', '?', '\n' -> closeSentence();
            default -> {
                // Other marks say little.
            }
        }
    }

    private void closeSentence() {
        if (!before.equals("^")) {
            features.add("b=" + before + "_$");
            sentences++;
            pattern.add("|");
        }
        before = "^";
        classBefore = "^";
    }

    private void addPositions() {
        if (words.isEmpty()) {
            return;
        }
        String first = words.get(0);
        features.add("first=" + first);
        table.classes(first).forEach(name -> features.add("firstc=" + name));
        for (int length = 2; length <= 3 && length <= words.size(); length++) {
            features.add("first" + length + "=" + String.join("_", words.subList(0, length)));
        }
        if (words.size() <= LONGEST_WHOLE) {
            features.add("whole=" + String.join("_", words));
        }
    }

    private void addClasses() {
        if (words.size() <= LONGEST_PATTERN) {
            features.add("pt=" + String.join(" ", pattern));
        }
        classCounts.forEach((name, count) -> {
            features.add("c=" + name);
            if (count >= 3) {
                features.add("c3=" + name);
            }
        });
    }

    private void addShape(String text) {
        int length = 0;
        while (length < LENGTHS.length && words.size() > LENGTHS[length]) {
            length++;
        }
        features.add("len=" + length);
        features.add("any");
        features.add("sents=" + Math.min(sentences, 6));
        int most = Math.max(1, words.size());
        features.add("commas=" + Math.min(4, 10 * commas / most));
        features.add("nums=" + Math.min(4, 10 * numbers / most));
        String begin = text.stripLeading();
        if (begin.startsWith("1.") || begin.startsWith("1)")) {
            features.add("numbered");
        }
        if (beginsWithCapitalsAndColon(begin)) {
            features.add("capshead");
        }
    }

    /** "NECK: supple": the parts of an examination or a review. */
    private static boolean beginsWithCapitalsAndColon(String text) {
        int at = 0;
        while (at < text.length() && (Character.isUpperCase(text.charAt(at)) || " &/".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at >= 3 && at < text.length() && text.charAt(at) == ':';
    }
}
