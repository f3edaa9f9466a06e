package org.chartproof.hl7.map.adt;

/** What a message tells of a visit. */
public enum VisitEvent {
    /** A01, A04: it has begun. */
    BEGIN,
    /** A05, A14: it is planned. */
    PLAN,
    /** A02, A10: the patient is at another place. */
    TRANSFER,
    /** A12: the transfer did not happen. */
    CANCEL_TRANSFER,
    /** A03: it has ended. */
    END,
    /** A13: it has not ended. */
    CANCEL_END,
    /** A11, A27, A38: it did not or will not happen. */
    CANCEL,
    /** A06: an outpatient became an inpatient. */
    TO_INPATIENT,
    /** A07: an inpatient became an outpatient. */
    TO_OUTPATIENT,
    /** A21, A53: the patient is on leave of absence. */
    LEAVE,
    /** A22, A52: the patient is back. */
    RETURN,
    /** A08 and others: what is sent replaces what is stored. */
    UPDATE,
    /** A09, A15, A16, A25, A26: something is under way; the place in PV1-3 may be that of before or of after. */
    TRACK,
    /** Messages about something else, such as documents and results: what is stored wins, and only gaps are filled. */
    MENTION
}
