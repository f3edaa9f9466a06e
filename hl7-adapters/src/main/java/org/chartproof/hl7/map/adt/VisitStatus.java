package org.chartproof.hl7.map.adt;

import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;

/** Encounter.status after an event. */
final class VisitStatus {

    private VisitStatus() {}

    /**
     * The status after an event.
     *
     * @param before empty for a visit at first sight
     * @param ended whether the visit has an end now
     * @param preadmission whether its class is that of a visit to come
     */
    static EncounterStatus after(
            VisitEvent event, Optional<EncounterStatus> before, boolean ended, boolean preadmission) {
        EncounterStatus status = before.orElse(EncounterStatus.UNKNOWN);
        return switch (event) {
            case CANCEL -> EncounterStatus.CANCELLED;
            case END -> EncounterStatus.FINISHED;
            case CANCEL_END, RETURN -> EncounterStatus.INPROGRESS;
            case LEAVE -> EncounterStatus.ONLEAVE;
            case PLAN -> isOpen(status) || status == EncounterStatus.FINISHED ? status : EncounterStatus.PLANNED;
            case BEGIN, TO_INPATIENT, TO_OUTPATIENT, TRANSFER ->
                ended ? EncounterStatus.FINISHED : EncounterStatus.INPROGRESS;
            case CANCEL_TRANSFER, UPDATE, TRACK, MENTION -> updated(status, ended, preadmission);
        };
    }

    private static EncounterStatus updated(EncounterStatus status, boolean ended, boolean preadmission) {
        if (status == EncounterStatus.UNKNOWN) {
            if (ended) {
                return EncounterStatus.FINISHED;
            }
            return preadmission ? EncounterStatus.PLANNED : EncounterStatus.INPROGRESS;
        }
        return ended && isOpen(status) ? EncounterStatus.FINISHED : status;
    }

    private static boolean isOpen(EncounterStatus status) {
        return status == EncounterStatus.INPROGRESS
                || status == EncounterStatus.ONLEAVE
                || status == EncounterStatus.ARRIVED;
    }
}
