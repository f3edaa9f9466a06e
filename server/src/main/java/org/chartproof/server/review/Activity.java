package org.chartproof.server.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.CodeableConcept;

/** What a reviewer did: the codes of {@code review-activity}. */
enum Activity {
    ACCEPT,
    REJECT,
    CHANGE,
    ADD,
    RESEQUENCE,
    POA,
    UNDO,
    ATTEST,
    CANCEL,
    REOPEN;

    static Optional<Activity> of(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> Canonical.REVIEW_ACTIVITY.equals(coding.getSystem()))
                .flatMap(coding -> Arrays.stream(values())
                        .filter(activity ->
                                activity.name().toLowerCase(Locale.ROOT).equals(coding.getCode())))
                .findFirst();
    }
}
