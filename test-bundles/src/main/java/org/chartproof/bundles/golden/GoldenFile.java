package org.chartproof.bundles.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;

/**
 * Reads the {@code expected.yaml} of a golden case and checks it: no unknown key, no missing one, no code expected twice or expected
 * and forbidden.
 */
final class GoldenFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?");
    private static final Pattern PREFIX = Pattern.compile("[A-Z]([0-9]([0-9A-Z](\\.[0-9A-Z]{0,4})?)?)?");
    private static final Set<String> KEYS = Set.of("setting", "date", "sex", "age", "codes", "optional", "absent");

    private final String file;

    private GoldenFile(String file) {
        this.file = file;
    }

    /** What the file says; the rest of a case comes from its folder. */
    record Content(
            EncounterFacts facts,
            List<GoldenCase.Expected> codes,
            List<GoldenCase.Permitted> optional,
            List<GoldenCase.Absent> absent) {

        GoldenCase with(String specialty, String name, List<Note> notes) {
            return new GoldenCase(specialty, name, facts, notes, codes, optional, absent);
        }
    }

    /**
     * @param file its name, for messages
     * @param text its content
     * @throws IllegalStateException if it breaks the schema
     */
    static Content parse(String file, String text) {
        return new GoldenFile(file).content(text);
    }

    private Content content(String text) {
        JsonNode root = tree(text);
        onlyKeys(root, KEYS, "the file");
        Setting setting = constant(Setting.class, required(root, "setting", "the file"));
        OptionalInt age = root.hasNonNull("age") ? OptionalInt.of(age(root.path("age"))) : OptionalInt.empty();
        Sex sex = constant(Sex.class, root.path("sex").asText("unknown"));
        EncounterFacts facts =
                new EncounterFacts(setting, date(required(root, "date", "the file")), sex, age, CodingMode.CLAIM);
        Content content = new Content(
                facts,
                list(root, "codes", item -> expected(item, setting)),
                list(root, "optional", this::permitted),
                list(root, "absent", this::absent));
        check(content);
        return content;
    }

    private GoldenCase.Expected expected(JsonNode item, Setting setting) {
        onlyKeys(item, Set.of("code", "words", "rule", "poa"), "codes");
        String code = code(item);
        Optional<PresentOnAdmission> presence =
                item.hasNonNull("poa") ? Optional.of(presence(item.path("poa").asText())) : Optional.empty();
        if (setting == Setting.INPATIENT && presence.isEmpty()) {
            throw broken(code + " of an inpatient has no poa: Y, N, U, W, or 1 for exempt");
        }
        return new GoldenCase.Expected(code, required(item, "words", code), required(item, "rule", code), presence);
    }

    private GoldenCase.Permitted permitted(JsonNode item) {
        onlyKeys(item, Set.of("code", "words", "why", "rule", "poa"), "optional");
        String code = code(item);
        return new GoldenCase.Permitted(code, required(item, "words", code), required(item, "why", code));
    }

    private GoldenCase.Absent absent(JsonNode item) {
        onlyKeys(item, Set.of("code", "words", "why", "rule"), "absent");
        String prefix = required(item, "code", "absent");
        if (!PREFIX.matcher(prefix).matches()) {
            throw broken(prefix + " is neither a code nor the beginning of codes");
        }
        return new GoldenCase.Absent(prefix, required(item, "words", prefix), required(item, "why", prefix));
    }

    private void check(Content content) {
        Set<String> codes = new HashSet<>();
        for (GoldenCase.Expected one : content.codes()) {
            if (!codes.add(one.code())) {
                throw broken(one.code() + " is expected twice");
            }
        }
        for (GoldenCase.Permitted one : content.optional()) {
            if (!codes.add(one.code())) {
                throw broken(one.code() + " is optional and stands in the file a second time");
            }
        }
        for (GoldenCase.Absent one : content.absent()) {
            codes.stream().filter(one::forbids).findFirst().ifPresent(code -> {
                throw broken(code + " is expected or optional, and forbidden by " + one.prefix());
            });
        }
    }

    private JsonNode tree(String text) {
        try {
            JsonNode root = YAML.readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalStateException(file + ", line " + line + ": not well-formed YAML", e);
        }
        throw broken("keys and values are expected");
    }

    private <T> List<T> list(JsonNode root, String key, Function<JsonNode, T> item) {
        JsonNode node = root.path(key);
        List<T> items = new ArrayList<>();
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            throw broken(key + " takes a list");
        }
        node.forEach(one -> items.add(item.apply(one)));
        return items;
    }

    private String code(JsonNode item) {
        String code = required(item, "code", "an item");
        if (!CODE.matcher(code).matches()) {
            throw broken(code + " is not an ICD-10-CM code with its dot");
        }
        return code;
    }

    private void onlyKeys(JsonNode node, Set<String> known, String where) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw broken("unknown key " + name + " in " + where);
            }
        }
    }

    private String required(JsonNode node, String key, String where) {
        String value = node.path(key).asText().strip();
        if (value.isEmpty()) {
            throw broken(where + " has no " + key);
        }
        return value;
    }

    private int age(JsonNode node) {
        if (!node.canConvertToInt() || node.intValue() < 0 || node.intValue() > 120) {
            throw broken("age is a number of completed years");
        }
        return node.intValue();
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(file + ": date " + text + " is not a date such as 2026-05-04", e);
        }
    }

    private PresentOnAdmission presence(String indicator) {
        return switch (indicator) {
            case "Y" -> PresentOnAdmission.YES;
            case "N" -> PresentOnAdmission.NO;
            case "U" -> PresentOnAdmission.UNKNOWN;
            case "W" -> PresentOnAdmission.UNDETERMINED;
            case "1" -> PresentOnAdmission.EXEMPT;
            default -> throw broken("poa " + indicator + " is none of Y, N, U, W, 1");
        };
    }

    private <E extends Enum<E>> E constant(Class<E> type, String value) {
        for (E one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
                return one;
            }
        }
        throw broken(value + " is none of the known values");
    }

    private IllegalStateException broken(String problem) {
        return new IllegalStateException(file + ": " + problem);
    }
}
