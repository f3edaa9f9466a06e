package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeTable;

/**
 * Resolves the codes that a Tabular note names: {@code (E08-E13)}, {@code (N18.-)}, {@code (F10.-, F11.0)}, {@code (E08-E13 with
 * .44)}, {@code (T36-T50 with fifth or sixth character 5)}. A word that only looks like a code (a vitamin, a protein) is left out,
 * since its category does not exist.
 */
final class NoteRanges {

    private static final String CODE = "[A-Z][0-9A-Z]{2}(?:\\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])";
    private static final Pattern RANGE = Pattern.compile("(?<![0-9A-Za-z.])(" + CODE + ")(?:\\.?-(" + CODE
            + "))?(?:\\.?-)?(?<narrowed>\\.? with [^(),;]*(?:, \\.[0-9][^(),;]*)*)?");
    private static final Pattern POSITION =
            Pattern.compile("(fifth|sixth|5th|6th|7th|seventh) character ([0-9A-Z](?:-[0-9A-Z])?)");
    private static final Pattern ENDING = Pattern.compile("\\.([0-9A-Z]{1,4})(?![0-9A-Za-z])");

    private final CodeTable table;
    private final List<String> categories = new ArrayList<>();
    private final Map<String, Integer> categoryPlace = new HashMap<>();
    private final Map<String, List<CodeRange>> known = new HashMap<>();

    /** Resolves against the rows of a release, in the order of the Tabular List. */
    NoteRanges(CodeTable table) {
        this.table = table;
        for (int row = 0; row < table.size(); row++) {
            if (table.code(row).length() == 3) {
                categoryPlace.put(table.code(row), categories.size());
                categories.add(table.code(row));
            }
        }
    }

    /** The codes that a note's words name, in printed order; equal words give one list. */
    List<CodeRange> in(String text) {
        return known.computeIfAbsent(text, this::resolve);
    }

    private List<CodeRange> resolve(String text) {
        List<CodeRange> ranges = new ArrayList<>();
        Matcher matcher = RANGE.matcher(text);
        while (matcher.find()) {
            String first = matcher.group(1);
            String last = matcher.group(2) == null ? first : matcher.group(2);
            if (!exists(first) || !exists(last) || place(first) > place(last)) {
                continue;
            }
            String narrowed = matcher.group("narrowed");
            if (narrowed == null || !narrow(first, last, narrowed, ranges)) {
                whole(first, last, ranges);
            }
        }
        return List.copyOf(ranges);
    }

    private boolean exists(String code) {
        return categoryPlace.containsKey(code.substring(0, 3));
    }

    private int place(String code) {
        return categoryPlace.getOrDefault(code.substring(0, 3), -1);
    }

    /**
     * A range by its ends, and the categories that the Tabular List prints between them while their letters sort elsewhere (C4A
     * stands between C43 and C44, M1A between M08 and M10).
     */
    private void whole(String first, String last, List<CodeRange> ranges) {
        CodeRange range = new CodeRange(first, last);
        ranges.add(range);
        for (int i = place(first) + 1; i < place(last); i++) {
            String between = categories.get(i);
            if (!range.contains(between)) {
                ranges.add(new CodeRange(between, between));
            }
        }
    }

    /** Adds only the codes of a range that have the named ending or character; false if the words are about something else. */
    private boolean narrow(String first, String last, String words, List<CodeRange> ranges) {
        List<CodeRange> found = new ArrayList<>();
        Matcher position = POSITION.matcher(words);
        if (position.find()) {
            String allowed = position.group(2);
            boolean fifthOrSixth = words.contains("fifth or sixth") || words.contains("5th or 6th");
            int at = charAt(position.group(1));
            for (int row : rowsWithin(first, last)) {
                String code = table.code(row);
                if (isAt(code, at, allowed) || fifthOrSixth && isAt(code, at - 1, allowed)) {
                    found.add(new CodeRange(code, code));
                }
            }
        } else {
            Matcher ending = ENDING.matcher(words);
            while (ending.find()) {
                for (int i = place(first); i <= place(last); i++) {
                    String code = categories.get(i) + "." + ending.group(1);
                    if (table.has(code)) {
                        found.add(new CodeRange(code, code));
                    }
                }
            }
        }
        ranges.addAll(found);
        return !found.isEmpty();
    }

    private List<Integer> rowsWithin(String first, String last) {
        List<Integer> rows = new ArrayList<>();
        CodeRange range = new CodeRange(first, last);
        for (int row = 0; row < table.size(); row++) {
            if (table.code(row).length() > 3 && range.contains(table.code(row))) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static int charAt(String ordinal) {
        return switch (ordinal) {
            case "fifth", "5th" -> 5;
            case "sixth", "6th" -> 6;
            default -> 7;
        };
    }

    /** Whether a code ends with its n-th character (the dot not counted) and that is one of those allowed, e.g. {@code 1-4}. */
    private static boolean isAt(String code, int place, String allowed) {
        if (code.length() != place + 1) {
            return false;
        }
        char c = code.charAt(place);
        return c >= allowed.charAt(0) && c <= allowed.charAt(allowed.length() - 1);
    }
}
