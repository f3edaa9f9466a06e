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
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Coder;
import org.chartproof.coding.Coding;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.document.NoteText;

/** Reads a set of labelled notes and codes them. */
final class LabelledNotes {

    /** A date of service in the newest release that has an Alphabetic Index. */
    private static final LocalDate DATE = LocalDate.of(2026, 5, 4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledNotes() {}

    static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    static List<CodedDiagnosis> code(Coder coder, String text, Setting setting, CodingMode mode) {
        EncounterFacts facts = new EncounterFacts(setting, DATE, Sex.UNKNOWN, OptionalInt.empty(), mode);
        Coding coding = coder.code(facts, List.of(new Note("note", new NoteText(text))));
        if (coding instanceof Coding.Coded coded) {
            return coded.encounter().diagnoses();
        }
        throw new IllegalStateException(((Coding.NotCodable) coding).reason());
    }

    /** Codes without dot and in capitals, as the gold is compared. */
    static Set<String> values(List<CodedDiagnosis> diagnoses) {
        Set<String> values = new TreeSet<>();
        diagnoses.forEach(diagnosis -> values.add(plain(diagnosis.code().value())));
        return values;
    }

    static String plain(String code) {
        return code.toUpperCase(Locale.ROOT).replace(".", "");
    }
}
