package org.chartproof.hl7.map.datatype;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.map.vocabulary.Vocabulary.Meaning;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.chartproof.hl7.table.TableFile;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** CE, CWE, CNE, IS and ID as codes, Coding and CodeableConcept. What was sent is always kept as a coding; the FHIR code that a table has for it comes before. */
public final class Codes {

    private static final String FILE = "/org/chartproof/hl7/coding-systems.tsv";
    private static final Map<String, String> KNOWN = load();
    private static final Pattern HL7_TABLE = Pattern.compile("HL7-?0*(\\d{1,4})");

    private final Map<String, String> configured;
    private final Remarks remarks;

    /** @param configured URIs by name of coding system, of the feed's settings: they win over the known ones */
    public Codes(Map<String, String> configured, Remarks remarks) {
        this.configured = configured;
        this.remarks = remarks;
    }

    /**
     * The FHIR code of a value.
     *
     * @param place for the warning if the value is none of the table
     * @return empty if FHIR has none or the value is unknown
     */
    public Optional<String> code(Value value, Vocabulary vocabulary, String place) {
        return value.asText().flatMap(text -> code(text, vocabulary, place));
    }

    private Optional<String> code(String value, Vocabulary vocabulary, String place) {
        Meaning meaning = vocabulary.meaning(value);
        if (meaning instanceof Meaning.Unknown) {
            remarks.note(
                    place,
                    "unknown-code",
                    "No value of HL7 table " + vocabulary.table() + ": kept as sent where there is a place for it.");
        }
        return meaning instanceof Meaning.Code known ? Optional.of(known.code()) : Optional.empty();
    }

    /** A coded element whose first component is of a table: the FHIR code, then the codings that were sent. */
    public Optional<CodeableConcept> concept(Repetition element, Vocabulary vocabulary, String place) {
        return concept(element, vocabulary.tableSystem()).map(concept -> {
            code(element.component(1), vocabulary, place)
                    .ifPresent(code -> concept.getCoding().add(0, new Coding(vocabulary.system(), code, null)));
            return concept;
        });
    }

    /** A coded element: up to three codings and a text. Empty if it says nothing. */
    public Optional<CodeableConcept> concept(Repetition element) {
        return concept(element, Optional.empty());
    }

    /** @param system of the first coding if the element names none */
    public Optional<CodeableConcept> concept(Repetition element, String system) {
        return concept(element, Optional.of(system));
    }

    private Optional<CodeableConcept> concept(Repetition element, Optional<String> system) {
        CodeableConcept concept = new CodeableConcept();
        coding(element, 1, 7, system).ifPresent(concept::addCoding);
        coding(element, 4, 8, Optional.empty()).ifPresent(concept::addCoding);
        coding(element, 10, 13, Optional.empty()).ifPresent(concept::addCoding);
        element.component(9)
                .asText()
                .or(() -> concept.hasCoding()
                        ? Optional.empty()
                        : element.component(2).asText().or(() -> element.component(5)
                                .asText()))
                .ifPresent(concept::setText);
        return concept.isEmpty() ? Optional.empty() : Optional.of(concept);
    }

    /** The first coding of an element, under a system if it names none. */
    public Optional<Coding> coding(Repetition element, String system) {
        return coding(element, 1, 7, Optional.of(system));
    }

    private Optional<Coding> coding(Repetition element, int first, int version, Optional<String> system) {
        return element.component(first).asText().map(code -> {
            Coding coding = new Coding().setCode(code.replaceAll("\\s+", " "));
            element.component(first + 1).asText().ifPresent(coding::setDisplay);
            element.component(first + 2)
                    .asText()
                    .flatMap(this::system)
                    .or(() -> element.component(first + 2).isPresent() ? Optional.empty() : system)
                    .ifPresent(coding::setSystem);
            element.component(version).asText().ifPresent(coding::setVersion);
            return coding;
        });
    }

    /**
     * URI of a coding system.
     *
     * @param name of HL7 table 0396, or a URI or OID
     * @return empty for L and 99zzz, which mean "ours" and so nothing to anyone else
     */
    public Optional<String> system(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        String known = configured.getOrDefault(name.strip(), KNOWN.get(upper));
        if (known != null) {
            return Optional.of(known);
        }
        Matcher table = HL7_TABLE.matcher(upper);
        if (table.matches()) {
            return Optional.of("http://terminology.hl7.org/CodeSystem/v2-"
                    + "0".repeat(4 - table.group(1).length()) + table.group(1));
        }
        if (upper.matches("[0-2](\\.\\d+)+")) {
            return Optional.of("urn:oid:" + upper);
        }
        if (upper.matches("HTTPS?://.+|URN:.+")) {
            return Optional.of(name.strip());
        }
        return upper.equals("L") || upper.startsWith("99")
                ? Optional.empty()
                : Optional.of(Systems.own("coding-" + name));
    }

    private static Map<String, String> load() {
        Map<String, String> known = new HashMap<>();
        for (TableFile.Row row : TableFile.read(FILE, 2)) {
            if (known.put(row.cell(0).toUpperCase(Locale.ROOT), row.cell(1)) != null) {
                throw row.error("'" + row.cell(0) + "' is there twice");
            }
        }
        return Map.copyOf(known);
    }
}
