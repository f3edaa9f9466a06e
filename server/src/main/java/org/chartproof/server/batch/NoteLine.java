package org.chartproof.server.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.document.NoteText;

/** A line of a notes file, read or not. */
sealed interface NoteLine {

    /** It is a note. */
    record Read(BatchNote note) implements NoteLine {}

    /**
     * It is not.
     *
     * @param reason what is wrong; quotes nothing of the line's text
     */
    record Bad(String reason) implements NoteLine {}

    /** Reads a line of JSON; what it leaves out is as in the defaults. */
    static NoteLine read(String line, EncounterFacts defaults) {
        JsonNode json;
        try {
            json = JsonLines.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return new Bad("is not JSON (column " + e.getLocation().getColumnNr() + ")");
        }
        if (json == null || !json.isObject()) {
            return new Bad("is no JSON object");
        }
        if (!json.path("id").isValueNode() || json.path("id").asText().isEmpty()) {
            return new Bad("has no \"id\"");
        }
        if (!json.path("text").isTextual()) {
            return new Bad("has no \"text\"");
        }
        try {
            return new Read(new BatchNote(
                    json.path("id").asText(),
                    facts(json, defaults),
                    new NoteText(json.path("text").asText())));
        } catch (DateTimeException e) {
            return new Bad("has a \"date\" that is not like 2026-05-04");
        } catch (IllegalArgumentException e) {
            return new Bad(String.valueOf(e.getMessage()));
        }
    }

    private static EncounterFacts facts(JsonNode json, EncounterFacts defaults) {
        return new EncounterFacts(
                json.hasNonNull("setting") ? constant(json, "setting", Setting.class) : defaults.setting(),
                json.hasNonNull("date") ? LocalDate.parse(json.path("date").asText()) : defaults.serviceDate(),
                json.hasNonNull("sex") ? constant(json, "sex", Sex.class) : defaults.sex(),
                json.hasNonNull("age") ? age(json) : defaults.ageYears(),
                json.hasNonNull("mode") ? constant(json, "mode", CodingMode.class) : defaults.mode());
    }

    private static OptionalInt age(JsonNode json) {
        int age = json.path("age").asInt(-1);
        if (age < 0 || age > 150) {
            throw new IllegalArgumentException("has an \"age\" that is no number of years");
        }
        return OptionalInt.of(age);
    }

    private static <E extends Enum<E>> E constant(JsonNode json, String key, Class<E> type) {
        try {
            return Enum.valueOf(type, json.path(key).asText().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            TreeSet<String> known = new TreeSet<>();
            for (E constant : type.getEnumConstants()) {
                known.add(constant.name().toLowerCase(Locale.ROOT));
            }
            throw new IllegalArgumentException("has a \"" + key + "\" that is none of " + known, e);
        }
    }
}
