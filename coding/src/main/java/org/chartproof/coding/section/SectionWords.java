package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.data.DataFile;

/** Classes of words: drugs, kin, parts of an examination. The table is {@code section-words.tsv}. */
final class SectionWords {

    /** Shorter words end by chance as drugs and operations do. */
    private static final int SHORTEST_BY_ENDING = 6;

    private record Ending(String letters, String name) {}

    private final Map<String, List<String>> words = new HashMap<>();
    private final List<Ending> endings = new ArrayList<>();

    SectionWords() {
        for (DataFile.Row row : DataFile.read("section-words.tsv", 2)) {
            for (String word : row.column(1).split(" ")) {
                if (word.startsWith("*")) {
                    endings.add(new Ending(word.substring(1), row.column(0)));
                } else {
                    words.computeIfAbsent(word, key -> new ArrayList<>()).add(row.column(0));
                }
            }
        }
    }

    /** The classes of a word in lower case, in the table's order; mostly none. */
    List<String> classes(String word) {
        List<String> named = words.get(word);
        if (named != null) {
            return named;
        }
        Optional<Ending> ending = word.length() < SHORTEST_BY_ENDING
                ? Optional.empty()
                : endings.stream().filter(one -> word.endsWith(one.letters())).findFirst();
        return ending.map(one -> List.of(one.name())).orElse(List.of());
    }
}
