package org.chartproof.coding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chartproof.coding.document.NoteText;

/**
 * A folder of {@code cases}: notes, and what they are coded to.
 *
 * @param name of the folder
 * @param notes {@code note.txt}, {@code note-2.txt} ... in that order
 * @param values the single values of {@code expected.yaml}
 * @param lists its lists, each item as {@code KEY: value}
 */
record CaseFile(String name, List<Note> notes, Map<String, String> values, Map<String, List<String>> lists) {

    private static final List<String> LISTS = List.of("codes", "dropped", "queries", "present");
    private static final List<String> VALUES = List.of("setting", "sex", "age", "date", "mode");

    static List<CaseFile> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/org/chartproof/coding/cases"))) {
            List<CaseFile> cases = new ArrayList<>();
            for (Path folder : folders.sorted().toList()) {
                cases.add(read(folder));
            }
            return cases;
        }
    }

    private static CaseFile read(Path folder) throws IOException {
        List<Note> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".txt"))
                    .sorted((one, other) -> noteNumber(one) - noteNumber(other))
                    .toList()) {
                notes.add(new Note(file.getFileName().toString(), new NoteText(Files.readString(file))));
            }
        }
        CaseFile read = new CaseFile(folder.getFileName().toString(), notes, new TreeMap<>(), new TreeMap<>());
        Path expected = folder.resolve("expected.yaml");
        String list = "";
        int number = 0;
        for (String line : Files.readAllLines(expected)) {
            number++;
            String cell = line.strip();
            if (cell.isEmpty() || cell.startsWith("#")) {
                continue;
            }
            int colon = cell.indexOf(':');
            String key = colon < 0 ? cell : cell.substring(0, colon);
            if (cell.startsWith("- ") && !list.isEmpty()) {
                read.lists.computeIfAbsent(list, name -> new ArrayList<>()).add(cell.substring(2));
            } else if (colon == cell.length() - 1 && LISTS.contains(key)) {
                list = key;
                read.lists.put(list, new ArrayList<>());
            } else if (VALUES.contains(key)) {
                read.values.put(key, cell.substring(colon + 1).strip());
            } else {
                throw new IllegalStateException(expected + " line " + number + ": neither a known key nor an item");
            }
        }
        return read;
    }

    private static int noteNumber(Path file) {
        String digits = file.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    EncounterFacts facts() {
        return new EncounterFacts(
                Setting.valueOf(value("setting", "outpatient").toUpperCase(Locale.ROOT)),
                LocalDate.parse(value("date", "2026-03-02")),
                Sex.valueOf(value("sex", "unknown").toUpperCase(Locale.ROOT)),
                values.containsKey("age") ? OptionalInt.of(Integer.parseInt(value("age", ""))) : OptionalInt.empty(),
                CodingMode.valueOf(value("mode", "claim").toUpperCase(Locale.ROOT)));
    }

    private String value(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    @Override
    public String toString() {
        return name;
    }
}
