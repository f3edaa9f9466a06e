package org.chartproof.coding;

import java.util.List;
import org.chartproof.terminology.Release;

/**
 * The engine's answer for one encounter.
 *
 * @param release the diagnosis code set that held on the date of service
 * @param engineVersion version of the engine that gave it
 * @param diagnoses in claim order, principal or first-listed first; no code twice
 * @param dropped candidates that were not assigned, in order of note and position
 * @param queries questions to the author
 * @param confidence that the whole claim needs no change, 0..1; 1 with no diagnoses and nothing dropped
 */
public record CodedEncounter(
        Release release,
        String engineVersion,
        List<CodedDiagnosis> diagnoses,
        List<DroppedCandidate> dropped,
        List<DocumentationQuery> queries,
        double confidence) {

    public CodedEncounter {
        diagnoses = List.copyOf(diagnoses);
        dropped = List.copyOf(dropped);
        queries = List.copyOf(queries);
    }
}
