package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;

/** Where words stand in a note, and the text around them: for reports that a user asks for, never for logs. */
final class NotePlace {

    /** Characters shown on either side. */
    private static final int AROUND = 90;

    private static final int PLACES_SHOWN = 2;

    private NotePlace() {}

    /** A stretch of a note. */
    record Found(Note note, int begin, int end) {}

    /** Where the words of a label stand; white space may differ. */
    static List<Found> find(LabelledCase labelled, Gold gold) {
        List<Found> found = new ArrayList<>();
        gold.spans().forEach(span -> found.add(new Found(labelled.notes().get(0), span.begin(), span.end())));
        if (!gold.words().isBlank()) {
            Pattern words = words(gold.words(), Pattern.CASE_INSENSITIVE);
            for (Note note : labelled.notes()) {
                Matcher matcher = words.matcher(note.text().text());
                while (matcher.find()) {
                    found.add(new Found(note, matcher.start(), matcher.end()));
                }
            }
        }
        return found;
    }

    /** The text around the words of a label. */
    static String of(LabelledCase labelled, Gold gold) {
        return shown(find(labelled, gold));
    }

    /** The text around evidence. */
    static String of(LabelledCase labelled, List<Evidence> evidence) {
        List<Found> places = new ArrayList<>();
        for (Evidence words : evidence) {
            labelled.notes().stream()
                    .filter(note -> note.id().equals(words.noteId()))
                    .forEach(note -> places.add(new Found(note, words.begin(), words.end())));
        }
        return shown(places);
    }

    /** Whether words stand in one of the notes, but for white space. */
    static boolean stands(String words, List<Note> notes) {
        Pattern pattern = words(words, 0);
        return notes.stream()
                .anyMatch(note -> pattern.matcher(note.text().text()).find());
    }

    private static Pattern words(String words, int flags) {
        return Pattern.compile(
                Stream.of(words.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")), flags);
    }

    private static String shown(List<Found> places) {
        List<String> shown = new ArrayList<>();
        for (Found place : places.subList(0, Math.min(PLACES_SHOWN, places.size()))) {
            shown.add(around(place));
        }
        if (places.size() > PLACES_SHOWN) {
            shown.add(String.format(Locale.ROOT, "(and %d more)", places.size() - PLACES_SHOWN));
        }
        return String.join(" ## ", shown);
    }

    private static String around(Found place) {
        String text = place.note().text().text();
        int begin = Math.min(Math.max(0, place.begin()), text.length());
        int end = Math.min(Math.max(begin, place.end()), text.length());
        return oneLine(text.substring(Math.max(0, begin - AROUND), begin)) + "[["
                + oneLine(text.substring(begin, end)) + "]]"
                + oneLine(text.substring(end, Math.min(text.length(), end + AROUND)));
    }

    private static String oneLine(String text) {
        return text.replace("\n", " / ");
    }
}
