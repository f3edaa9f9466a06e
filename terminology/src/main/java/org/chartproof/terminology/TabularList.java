package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Tabular List says beside codes and titles.
 *
 * @param notes the notes by the place at which they stand: a code with its dot, or a block's or chapter's range, e.g. {@code
 *     A00-A09}
 * @param above category to the places above it that may hold notes, the nearest first: its block, its chapter
 * @param sevenths the 7th characters by the code at which they are defined
 */
public record TabularList(
        Map<String, List<TabularNote>> notes,
        Map<String, List<String>> above,
        Map<String, SeventhCharacters> sevenths) {

    /** Nothing but codes and titles is known. */
    public static final TabularList EMPTY = new TabularList(Map.of(), Map.of(), Map.of());

    /** The notes that hold for a row, the nearest first. */
    List<TabularNote> holdingFor(CodeTable table, int row) {
        List<TabularNote> holding = new ArrayList<>();
        for (int at = row; at >= 0; at = table.parentRow(at)) {
            holding.addAll(notes.getOrDefault(table.code(at), List.of()));
        }
        String category = table.code(row).substring(0, 3);
        for (String place : above.getOrDefault(category, List.of())) {
            holding.addAll(notes.getOrDefault(place, List.of()));
        }
        return holding;
    }

    /**
     * The 7th characters that hold for a row. A billable row shorter than seven characters takes none, whatever stands above it:
     * the order file decides.
     */
    Optional<SeventhCharacters> seventhsOf(CodeTable table, int row) {
        boolean complete = table.code(row).length() == "S72.001A".length();
        if (table.isBillable(row) && !complete) {
            return Optional.empty();
        }
        for (int at = row; at >= 0; at = table.parentRow(at)) {
            SeventhCharacters found = sevenths.get(table.code(at));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
