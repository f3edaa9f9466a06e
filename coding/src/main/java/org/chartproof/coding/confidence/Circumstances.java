package org.chartproof.coding.confidence;

import java.util.List;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Trace;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.terminology.BillableCode;

/**
 * All that is known of a code on a claim when its confidence is asked for.
 *
 * @param facts of the encounter
 * @param code the code
 * @param support what it rests on, at least one
 * @param rules the guideline rules that had their hand in it
 * @param isFirst whether it is the principal or first-listed diagnosis
 */
public record Circumstances(
        EncounterFacts facts, BillableCode code, List<Candidate> support, List<Trace.Step> rules, boolean isFirst) {

    public Circumstances {
        if (support.isEmpty()) {
            throw new IllegalArgumentException("a code rests on something: " + code);
        }
    }
}
