package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** PID-10 and PID-22 as the extensions of US Core, which take codes of CDC's race and ethnicity set and a text. */
final class RaceAndEthnicity {

    static final String SYSTEM = "urn:oid:2.16.840.1.113883.6.238";
    static final String RACE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
    static final String ETHNICITY = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity";

    /** The categories of the Office of Management and Budget; all other codes are details of one. */
    private static final Set<String> CATEGORIES =
            Set.of("1002-5", "2028-9", "2054-5", "2076-8", "2106-3", "2131-1", "2135-2", "2186-5");

    private RaceAndEthnicity() {}

    static Optional<Extension> race(List<CodeableConcept> races) {
        return extension(RACE, races);
    }

    static Optional<Extension> ethnicity(List<CodeableConcept> groups) {
        return extension(ETHNICITY, groups);
    }

    private static Optional<Extension> extension(String url, List<CodeableConcept> concepts) {
        if (concepts.isEmpty()) {
            return Optional.empty();
        }
        Extension extension = new Extension(url);
        concepts.stream()
                .flatMap(concept -> concept.getCoding().stream().limit(1))
                .filter(coding -> coding.getCode().matches("\\d{4}-\\d"))
                .forEach(coding -> extension.addExtension(
                        CATEGORIES.contains(coding.getCode()) ? "ombCategory" : "detailed",
                        new Coding(SYSTEM, coding.getCode(), coding.getDisplay())));
        extension.addExtension(
                "text",
                new StringType(concepts.stream().map(RaceAndEthnicity::text).collect(Collectors.joining(", "))));
        return Optional.of(extension);
    }

    private static String text(CodeableConcept concept) {
        Coding coding = concept.getCodingFirstRep();
        if (concept.hasText()) {
            return concept.getText();
        }
        return coding.hasDisplay() ? coding.getDisplay() : coding.getCode();
    }
}
