package org.chartproof.hl7.map.adt;

import org.chartproof.hl7.map.Mapping.Unmappable;

/** Why messages about patients and visits become dead letters. */
final class Refusals {

    private Refusals() {}

    static Unmappable noPatientIdentifier() {
        return new Unmappable(
                "PID[1]-3",
                "no-patient-identifier",
                "No identifier of the patient in PID-3, PID-2 or PID-4.",
                "Have the sender fill PID-3, or add it to an edited copy.");
    }

    static Unmappable noVisitNumber(String place) {
        return new Unmappable(
                place,
                "no-visit-number",
                "The event is about a visit, and there is no number of it.",
                "Have the sender fill PV1-19, or add it to an edited copy.");
    }

    static Unmappable visitOfAnotherPatient(String place) {
        return new Unmappable(
                place,
                "visit-of-another-patient",
                "The visit is stored under another patient.",
                "If it was moved or the patients were merged, let the A45 or A40 be sent first, then retry; else correct the visit number.");
    }

    static Unmappable noMergeIdentifier(String place) {
        return new Unmappable(
                place,
                "no-merge-identifier",
                "The segment MRG with the identifier that is given up is missing, or its field is empty.",
                "Have the sender fill " + place.replaceAll("\\[\\d+]", "") + ", or add it to an edited copy.");
    }

    static Unmappable reverseMerge(String place) {
        return new Unmappable(
                place,
                "reverse-merge",
                "The identifier that is to stay was merged into the one that is to be given up.",
                "Find out which one the sender means to keep; discard this message if it repeats the merge the wrong way round.");
    }

    static Unmappable identifierInUse(String place) {
        return new Unmappable(
                place,
                "identifier-in-use",
                "The new identifier belongs to something else already.",
                "If both are the same, the sender has to merge them (A40 for patients, A42 for visits).");
    }
}
