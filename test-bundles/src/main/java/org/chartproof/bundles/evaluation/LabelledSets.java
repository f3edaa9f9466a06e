package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.bundles.evaluation.LabelledCase.Forbidden;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.bundles.evaluation.LabelledCase.Span;
import org.chartproof.bundles.golden.GoldenCase;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.document.NoteText;

/** Reads each of the labelled sets into cases. Texts are taken as they are, so that the sets' offsets hold. */
final class LabelledSets {

    /** A date of service in the newest release that has an Alphabetic Index. */
    private static final LocalDate DATE = LocalDate.of(2026, 5, 4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledSets() {}

    static List<JsonNode> rows(Path file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }

    /** Our own cases. */
    static List<LabelledCase> golden(List<GoldenCase> cases) {
        return cases.stream().map(LabelledSets::golden).toList();
    }

    private static LabelledCase golden(GoldenCase one) {
        return new LabelledCase(
                one.id(),
                one.specialty(),
                one.facts(),
                one.notes(),
                one.codes().stream()
                        .map(code -> new Gold(
                                List.of(Codes.plain(code.code())),
                                false,
                                code.words(),
                                List.of(),
                                List.of(),
                                1,
                                code.presentOnAdmission()))
                        .toList(),
                one.optional().stream()
                        .map(permitted -> Codes.plain(permitted.code()))
                        .toList(),
                one.absent().stream()
                        .map(absent -> new Forbidden(Codes.plain(absent.prefix()), absent.words(), absent.why()))
                        .toList());
    }

    /** CodiEsp: published cases with the codes of their mentions; each code once. */
    static List<LabelledCase> codiEsp(Path file) throws IOException {
        List<LabelledCase> cases = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            List<Gold> gold = new ArrayList<>();
            for (JsonNode one : row.path("gold_dx")) {
                String code = Codes.plain(one.path("code").asText());
                if (gold.stream().noneMatch(other -> other.accepts(code))) {
                    List<Span> spans = new ArrayList<>();
                    List<Span> lines = new ArrayList<>();
                    for (JsonNode evidence : one.path("evidence")) {
                        spans.addAll(spans(evidence.path("spans")));
                        lines.addAll(spans(evidence.path("line_spans")));
                    }
                    double support = one.path("en_support").asDouble();
                    gold.add(new Gold(List.of(code), false, "", spans, lines, support, Optional.empty()));
                }
            }
            cases.add(
                    outside(row, row.path("text").asText(), facts(Setting.INPATIENT, row, CodingMode.MENTIONS), gold));
        }
        return cases;
    }

    /** The 2007 Computational Medicine Challenge: radiology reports of outpatients, claims by prefixes that are accepted. */
    static List<LabelledCase> radiologyChallenge(Path file) throws IOException {
        List<LabelledCase> cases = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            String text = "CLINICAL HISTORY: " + row.path("clinical_history").asText() + "\n\nIMPRESSION: "
                    + row.path("impression").asText();
            List<Gold> gold = new ArrayList<>();
            row.path("accept_icd10cm_prefixes").forEach(accepted -> gold.add(prefixes(accepted, "")));
            cases.add(outside(row, text, facts(Setting.OUTPATIENT, row, CodingMode.CLAIM), gold));
        }
        return cases;
    }

    /** ACI-Bench: visit notes with some of their conditions; a test of recall alone. */
    static List<LabelledCase> listedProblems(Path file) throws IOException {
        List<LabelledCase> cases = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            List<Gold> gold = new ArrayList<>();
            row.path("weak_gold")
                    .forEach(one -> gold.add(prefixes(
                            one.path("accept_icd10cm_prefixes"),
                            one.path("phrase").asText())));
            cases.add(outside(row, row.path("note").asText(), facts(Setting.OUTPATIENT, row, CodingMode.CLAIM), gold));
        }
        return cases;
    }

    private static LabelledCase outside(JsonNode row, String text, EncounterFacts facts, List<Gold> gold) {
        return new LabelledCase(
                row.path("id").asText(),
                "",
                facts,
                List.of(new Note("note", new NoteText(text))),
                gold,
                List.of(),
                List.of());
    }

    private static Gold prefixes(JsonNode accepted, String words) {
        List<String> prefixes = new ArrayList<>();
        accepted.forEach(prefix -> prefixes.add(Codes.plain(prefix.asText())));
        return new Gold(prefixes, true, words);
    }

    private static List<Span> spans(JsonNode pairs) {
        List<Span> spans = new ArrayList<>();
        pairs.forEach(
                pair -> spans.add(new Span(pair.path(0).asInt(), pair.path(1).asInt())));
        return spans;
    }

    private static EncounterFacts facts(Setting setting, JsonNode row, CodingMode mode) {
        Sex sex =
                switch (row.path("sex").asText().strip().toLowerCase(Locale.ROOT)) {
                    case "female" -> Sex.FEMALE;
                    case "male" -> Sex.MALE;
                    default -> Sex.UNKNOWN;
                };
        String age = row.path("age").asText().strip();
        OptionalInt years = age.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(age)) : OptionalInt.empty();
        return new EncounterFacts(setting, DATE, sex, years, mode);
    }
}
