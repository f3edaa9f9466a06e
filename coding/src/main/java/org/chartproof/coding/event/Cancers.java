package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.event.Drugs.Drug;

/** What notes tell of a cancer beside its name: whether it is past, what it is treated with at this encounter, its receptors. */
final class Cancers {

    private final CancerHistory history;
    private final CancerTreatment treatment;
    private final CancerRemission remission;
    private final Receptors receptors = new Receptors();

    Cancers(Assertions assertions) {
        Cues<CancerCue> cues = new Cues<>("cancer-cues.tsv", CancerCue.class);
        this.history = new CancerHistory(cues, assertions);
        this.remission = new CancerRemission(cues);
        this.treatment = new CancerTreatment(cues);
    }

    void read(List<Reading> readings, List<Drug> drugs, Encounter encounter) {
        if (encounter.affirmed().stream()
                .noneMatch(candidate -> isCancer(candidate.code().value()))) {
            return;
        }
        receptors.read(readings, encounter);
        treatment.read(readings, drugs, encounter);
        remission.read(readings, encounter);
        history.read(readings, drugs, encounter);
    }

    private static boolean isCancer(String code) {
        return code.charAt(0) == 'C' || code.startsWith("D0") || code.startsWith("Z85");
    }
}
