package org.chartproof.terminology.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.lexicon.LexiconFile.Located;

/**
 * All lexicon files together.
 *
 * @param rows by code, each code once
 */
public record Lexicon(List<LexiconRow> rows) {

    /** Lists the files, since a jar cannot be searched for them. */
    private static final String LIST = "files.txt";

    public Lexicon {
        rows = List.copyOf(rows);
    }

    /** The lexicon that the jar carries. */
    public static Lexicon own() {
        return under("/org/chartproof/terminology/lexicon/");
    }

    /**
     * The lexicon below a place on the class path.
     *
     * @param place begins and ends with a slash; no {@code files.txt} there: an empty lexicon
     * @throws BrokenInstallation naming file and line, if a file breaks the schema, a code stands in two rows, or one wording
     *     leads to two codes without a condition
     */
    static Lexicon under(String place) {
        List<Located> located = new ArrayList<>();
        if (Lexicon.class.getResource(place + LIST) != null) {
            String before = "";
            for (String name : lines(place, LIST)) {
                if (name.isBlank() || name.startsWith("#")) {
                    continue;
                }
                if (name.compareTo(before) <= 0) {
                    throw new BrokenInstallation("lexicon/" + LIST, name + " is out of order", "Sort the names");
                }
                before = name;
                located.addAll(LexiconFile.read(name, lines(place, name)));
            }
        }
        return of(located);
    }

    static Lexicon of(List<Located> located) {
        refuseSecondRow(located);
        refuseSecondMeaning(located);
        List<LexiconRow> rows = new ArrayList<>();
        located.forEach(row -> rows.add(row.row()));
        rows.sort((a, b) -> a.code().compareTo(b.code()));
        return new Lexicon(rows);
    }

    private static void refuseSecondRow(List<Located> located) {
        Map<String, Located> seen = new HashMap<>();
        for (Located row : located) {
            Located first = seen.putIfAbsent(row.row().code(), row);
            if (first != null) {
                throw LexiconFile.error(
                        row.file(),
                        row.line(),
                        "repeats " + row.row().code() + " of " + first.file() + " line " + first.line());
            }
        }
    }

    private static void refuseSecondMeaning(List<Located> located) {
        Map<String, Located> seen = new HashMap<>();
        for (Located row : located) {
            for (Term term : row.row().terms()) {
                if (!term.requires().equals(Term.Context.NONE)) {
                    continue;
                }
                Located first = seen.putIfAbsent(term.words(), row);
                if (first != null && !first.row().code().equals(term.code())) {
                    throw LexiconFile.error(
                            row.file(),
                            row.line(),
                            "gives \"" + term.words() + "\" a second meaning; the first is in " + first.file()
                                    + " line " + first.line());
                }
            }
        }
    }

    static List<String> lines(String place, String name) {
        try (InputStream bytes = Lexicon.class.getResourceAsStream(place + name)) {
            if (bytes == null) {
                throw new BrokenInstallation("lexicon/" + name, "is listed and absent", "Correct " + LIST);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new BrokenInstallation("lexicon/" + name, "cannot be read", "Replace the jar", e);
        }
    }
}
