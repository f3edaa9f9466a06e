package org.chartproof.bundles.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.Setting;

/**
 * The demo's people and encounters, read from the class path.
 *
 * <p>A new encounter is a new folder and a line in {@code encounters.txt}; no code. Files that break the schema are a fault of the
 * build, so reading them throws {@link IllegalStateException} with the file's name and what is wrong.
 */
public final class DemoEncounters {

    private static final Set<String> CONTENT_TYPES =
            Set.of("text/plain", "text/html", "application/rtf", "application/xml");

    private final ObjectMapper json = new ObjectMapper();
    private final String people;
    private final Set<String> peopleReferences;
    private final List<DemoEncounter> encounters;

    private DemoEncounters() {
        people = read("people.json");
        peopleReferences = references(tree("people.json", people));
        List<DemoEncounter> found = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        for (String slug : read("encounters.txt").lines().toList()) {
            if (!slugs.add(slug)) {
                throw broken("encounters.txt", slug + " is listed twice");
            }
            found.add(encounter(slug));
        }
        encounters = List.copyOf(found);
    }

    /**
     * Reads all of them and checks them.
     *
     * @throws IllegalStateException if a file is missing or breaks the schema
     */
    public static DemoEncounters load() {
        return new DemoEncounters();
    }

    /** Patients, practitioners, their roles, organisations, locations and coverages: one FHIR R4 transaction Bundle, as JSON. */
    public String people() {
        return people;
    }

    /** The references that {@link #people()} creates, for example {@code Patient/pat-01}. */
    public Set<String> peopleReferences() {
        return peopleReferences;
    }

    /** The encounters, in the order the demo plays them. */
    public List<DemoEncounter> encounters() {
        return encounters;
    }

    private DemoEncounter encounter(String slug) {
        String file = slug + "/encounter.json";
        String text = read(file);
        JsonNode encounter = tree(file, text);
        if (!encounter.path("resourceType").asText().equals("Encounter")) {
            throw broken(file, "not an Encounter");
        }
        required(file, encounter, "id");
        required(file, encounter, "status");
        checkReferences(file, encounter);
        String expectedFile = slug + "/expected.yaml";
        ExpectedFile.Content content = ExpectedFile.parse(expectedFile, read(expectedFile));
        Setting setting = setting(file, encounter.path("class").path("code").asText());
        return new DemoEncounter(slug, content.specialty(), setting, text, documents(slug), content.expected());
    }

    private List<DemoDocument> documents(String slug) {
        String file = slug + "/documents.json";
        JsonNode array = tree(file, read(file));
        if (!array.isArray() || array.isEmpty()) {
            throw broken(file, "not an array of at least one document");
        }
        List<DemoDocument> documents = new ArrayList<>();
        for (JsonNode entry : array) {
            documents.add(document(slug, file, entry));
        }
        return documents;
    }

    private DemoDocument document(String slug, String file, JsonNode entry) {
        String contentType = required(file, entry, "contentType");
        if (!CONTENT_TYPES.contains(contentType)) {
            throw broken(file, "content type " + contentType + " is none of " + CONTENT_TYPES);
        }
        String author = required(file, entry, "author");
        if (!peopleReferences.contains(author)) {
            throw broken(file, author + " is not in people.json");
        }
        String noteFile = required(file, entry, "file");
        String content = read(slug + "/" + noteFile);
        if (content.isBlank()) {
            throw broken(slug + "/" + noteFile, "empty");
        }
        return new DemoDocument(
                noteFile,
                contentType,
                required(file, entry, "id"),
                required(file, entry, "title"),
                required(file, entry, "loinc"),
                required(file, entry, "loincDisplay"),
                date(file, required(file, entry, "date")),
                author,
                content);
    }

    private void checkReferences(String file, JsonNode encounter) {
        required(file, encounter.path("subject"), "reference");
        for (JsonNode reference : encounter.findValues("reference")) {
            if (!peopleReferences.contains(reference.asText())) {
                throw broken(file, reference.asText() + " is not in people.json");
            }
        }
    }

    private static Set<String> references(JsonNode bundle) {
        Set<String> references = new HashSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            String url = entry.path("request").path("url").asText();
            JsonNode resource = entry.path("resource");
            String named = resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText();
            if (!url.equals(named) || !references.add(url)) {
                throw broken("people.json", "request " + url + " is a second one or not for " + named);
            }
        }
        return Set.copyOf(references);
    }

    private static Setting setting(String file, String encounterClass) {
        return switch (encounterClass) {
            case "AMB" -> Setting.OUTPATIENT;
            case "EMER" -> Setting.EMERGENCY;
            case "IMP" -> Setting.INPATIENT;
            default -> throw broken(file, "class " + encounterClass + " is none of AMB, EMER, IMP");
        };
    }

    private static OffsetDateTime date(String file, String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(file + ": date " + text + " is not an instant with an offset", e);
        }
    }

    private static String required(String file, JsonNode node, String field) {
        String value = node.path(field).asText();
        if (value.isBlank()) {
            throw broken(file, field + " is missing");
        }
        return value;
    }

    private JsonNode tree(String file, String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + ": not JSON", e);
        }
    }

    private static String read(String file) {
        try (InputStream in = DemoEncounters.class.getResourceAsStream(file)) {
            if (in == null) {
                throw broken(file, "missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException broken(String file, String what) {
        return new IllegalStateException(file + ": " + what);
    }
}
