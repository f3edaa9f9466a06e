package org.chartproof.coding.guideline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.attribute.Trimester;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;

/**
 * A file of {@code rules}: what the notes say, code by code, and what the Guidelines make of it.
 *
 * <p>A candidate is a line {@code CODE section}, with {@code negated}, {@code uncertain}, {@code historical}, {@code resolved}, {@code
 * hypothetical}, {@code planned}, {@code family} or {@code other-person} after it, with {@code began-in-hospital}, and with {@code
 * open: AXIS} or {@code words: WORDS} at the end.
 *
 * @param name of the file
 */
record RuleCase(String name, Map<String, String> values, Map<String, List<String>> lists) {

    private static final List<String> LISTS = List.of("candidates", "codes", "dropped", "queries", "present");
    private static final List<String> VALUES = List.of("rule", "setting", "sex", "age", "pregnancy");
    private static final Path FOLDER = Path.of("src/test/resources/org/chartproof/coding/rules");
    private static final Cue CUE = new Cue(0, 2);

    static List<RuleCase> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<RuleCase> cases = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                cases.add(read(file));
            }
            return cases;
        }
    }

    static RuleCase read(Path file) throws IOException {
        RuleCase read = new RuleCase(file.getFileName().toString(), new TreeMap<>(), new TreeMap<>());
        String list = "";
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String cell = line.strip();
            if (cell.isEmpty() || cell.startsWith("#")) {
                continue;
            }
            int colon = cell.indexOf(':');
            String key = colon < 0 ? cell : cell.substring(0, colon);
            if (cell.startsWith("- ") && !list.isEmpty()) {
                read.lists.computeIfAbsent(list, one -> new ArrayList<>()).add(cell.substring(2));
            } else if (colon == cell.length() - 1 && LISTS.contains(key)) {
                list = key;
            } else if (VALUES.contains(key)) {
                read.values.put(key, cell.substring(colon + 1).strip());
            } else {
                throw new IllegalStateException(file + " line " + number + ": neither a known key nor an item");
            }
        }
        return read;
    }

    String rule() {
        return values.getOrDefault("rule", "");
    }

    List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    EncounterFacts facts() {
        return new EncounterFacts(
                Setting.valueOf(values.getOrDefault("setting", "outpatient").toUpperCase(Locale.ROOT)),
                LocalDate.of(2026, 3, 2),
                Sex.valueOf(values.getOrDefault("sex", "unknown").toUpperCase(Locale.ROOT)),
                values.containsKey("age")
                        ? OptionalInt.of(Integer.parseInt(values.getOrDefault("age", "")))
                        : OptionalInt.empty(),
                CodingMode.CLAIM);
    }

    /** {@code pregnancy: childbirth third}. */
    Optional<Pregnancy> pregnancy() {
        return Optional.ofNullable(values.get("pregnancy")).map(told -> {
            List<String> cells = List.of(told.toUpperCase(Locale.ROOT).split(" "));
            return new Pregnancy(
                    Pregnancy.Stage.valueOf(cells.get(0)),
                    cells.stream().skip(1).findFirst().map(Trimester::valueOf));
        });
    }

    List<Candidate> candidates(CodeSet codeSet) {
        List<Candidate> candidates = new ArrayList<>();
        for (String line : list("candidates")) {
            candidates.add(candidate(codeSet, line, 10 * (candidates.size() + 1)));
        }
        return candidates;
    }

    private Candidate candidate(CodeSet codeSet, String line, int position) {
        String told = line;
        String words = "word";
        Optional<String> open = Optional.empty();
        int at = told.indexOf(" words: ");
        if (at >= 0) {
            words = told.substring(at + " words: ".length());
            told = told.substring(0, at);
        }
        at = told.indexOf(" open: ");
        if (at >= 0) {
            open = Optional.of(told.substring(at + " open: ".length()));
            told = told.substring(0, at);
        }
        List<String> cells = List.of(told.split(" "));
        return new Candidate(
                codeSet.billable(cells.get(0))
                        .orElseThrow(() -> new IllegalStateException(name + ": no code " + cells.get(0))),
                new Evidence("note", position, position + words.length(), words),
                SectionKind.valueOf(cells.get(1).toUpperCase(Locale.ROOT).replace('-', '_')),
                assertion(cells.subList(2, cells.size())),
                cells.contains("began-in-hospital"),
                Term.Source.LEXICON,
                open,
                List.of(new Trace.Step(Trace.Kind.LEXICON, cells.get(0))));
    }

    private static Assertion assertion(List<String> said) {
        for (String one : said) {
            switch (one) {
                case "negated" -> {
                    return new Assertion.Negated(CUE);
                }
                case "uncertain" -> {
                    return new Assertion.Uncertain(CUE);
                }
                case "historical" -> {
                    return new Assertion.Historical(CUE);
                }
                case "resolved" -> {
                    return new Assertion.Resolved(CUE);
                }
                case "hypothetical" -> {
                    return new Assertion.Hypothetical(CUE);
                }
                case "planned" -> {
                    return new Assertion.Planned(CUE);
                }
                case "family" -> {
                    return new Assertion.Family(CUE);
                }
                case "other-person" -> {
                    return new Assertion.OtherPerson(CUE);
                }
                default -> {}
            }
        }
        return new Assertion.Affirmed();
    }

    @Override
    public String toString() {
        return name;
    }
}
