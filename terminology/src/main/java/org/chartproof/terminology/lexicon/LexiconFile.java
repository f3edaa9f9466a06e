package org.chartproof.terminology.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.Term;

/**
 * Reads one lexicon file: {@code #} comments, and rows of code, display and terms between tabs. Terms stand between {@code " | "};
 * one may carry conditions at its end: {@code MS [near: sclerosis, gait; not: mitral]}.
 */
final class LexiconFile {

    private static final Pattern CODE = Pattern.compile("[A-Z][0-9A-Z]{2}(?:\\.[0-9A-Z]{1,4})?");
    private static final Pattern TERM = Pattern.compile("([^\\[\\]]+?)(?:\\s*\\[([^\\[\\]]*)])?");
    private static final Pattern CONDITION = Pattern.compile("(near|not):\\s*(.+)");

    private LexiconFile() {}

    /** A row and where it stands. */
    record Located(LexiconRow row, String file, int line) {}

    /**
     * The rows of a file.
     *
     * @param name named in errors
     * @throws BrokenInstallation at the first line that does not have the form
     */
    static List<Located> read(String name, List<String> lines) {
        List<Located> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                rows.add(new Located(row(line), name, i + 1));
            } catch (IllegalArgumentException e) {
                throw error(name, i + 1, e.getMessage() == null ? "cannot be read" : e.getMessage());
            }
        }
        return rows;
    }

    static BrokenInstallation error(String name, int line, String problem) {
        return new BrokenInstallation("lexicon/" + name, "line " + line + " " + problem, "Correct the line");
    }

    private static LexiconRow row(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < 2 || columns.length > 3) {
            throw new IllegalArgumentException(
                    "has " + columns.length + " columns, not code, display and terms between tabs");
        }
        String code = columns[0].strip();
        String display = columns[1].strip();
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("begins with no ICD-10-CM code with its dot");
        }
        if (display.isEmpty()) {
            throw new IllegalArgumentException("has no display");
        }
        List<Term> terms = new ArrayList<>();
        if (columns.length == 3 && !columns[2].isBlank()) {
            for (String term : columns[2].strip().split("\\s*\\|\\s*", -1)) {
                terms.add(term(term, code, display));
            }
        }
        return new LexiconRow(code, display, terms);
    }

    static Term term(String printed, String code, String display) {
        Matcher matcher = TERM.matcher(printed);
        if (!matcher.matches() || matcher.group(1).isBlank()) {
            throw new IllegalArgumentException("has an empty term, or brackets that are not at a term's end");
        }
        Term.Context context = matcher.group(2) == null ? Term.Context.NONE : context(matcher.group(2));
        String words = matcher.group(1).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return new Term(words, code, Term.Source.LEXICON, List.of(display), context);
    }

    private static Term.Context context(String printed) {
        List<String> near = new ArrayList<>();
        List<String> not = new ArrayList<>();
        for (String part : printed.split(";")) {
            Matcher matcher = CONDITION.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("has brackets that hold neither near: nor not: words");
            }
            List<String> into = matcher.group(1).equals("near") ? near : not;
            for (String word : matcher.group(2).split(",")) {
                if (word.isBlank()) {
                    throw new IllegalArgumentException("has an empty word between brackets");
                }
                into.add(word.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new Term.Context(near, not);
    }
}
