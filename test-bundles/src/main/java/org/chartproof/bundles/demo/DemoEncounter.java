package org.chartproof.bundles.demo;

import java.util.List;
import org.chartproof.coding.Setting;

/**
 * One invented encounter: the FHIR Encounter, its notes, and what they must be coded to.
 *
 * @param slug name of its folder, for example {@code chest-pain-ecg}
 * @param specialty the field of medicine, in words
 * @param setting where the patient was seen, by {@code Encounter.class}
 * @param encounterJson the FHIR R4 Encounter, as JSON
 * @param documents its notes, in the order they were written; at least one
 * @param expected the codes that must and must not come of it
 */
public record DemoEncounter(
        String slug,
        String specialty,
        Setting setting,
        String encounterJson,
        List<DemoDocument> documents,
        Expected expected) {

    /**
     * @throws IllegalArgumentException if there is no document
     */
    public DemoEncounter {
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("no documents");
        }
    }
}
