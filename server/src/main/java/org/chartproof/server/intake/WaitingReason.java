package org.chartproof.server.intake;

/** Why a document can't be coded as it stands, and what to do. */
public enum WaitingReason {
    NO_ENCOUNTER("no-encounter", "The document names no encounter: set DocumentReference.context.encounter."),
    ENCOUNTER_MISSING("encounter-missing", "The document's encounter is not on this server: send it."),
    NO_PATIENT(
            "no-patient",
            "Encounter.subject names no patient that is on this server: send the patient, correct the encounter."),
    PATIENT_DIFFERS(
            "patient-differs",
            "The document's patient is not its encounter's: correct DocumentReference.subject or context.encounter."),
    NO_CONTENT("no-content", "The document has no attachment with data or a Binary of this server."),
    BINARY_MISSING("binary-missing", "The Binary that holds the document's content is not on this server: send it."),
    REMOTE_CONTENT(
            "remote-content",
            "The content lies at another server, and nothing is fetched from there: send it inline or as a Binary."),
    UNSUPPORTED_TYPE(
            "unsupported-type",
            "The content's type is not one that is read: text/plain, text/html, RTF, PDF or C-CDA XML."),
    UNREADABLE("unreadable", "The content can't be read."),
    NEEDS_OCR("needs-ocr", "The content is an image: needs OCR before it can be coded."),
    NOT_FINAL("not-final", "The document is preliminary: it is coded when docStatus is final or amended."),
    NO_CODE_SET("no-code-set", "No code set covers the date of service.");

    /** The code system that the codes below are defined in. */
    public static final String SYSTEM = "https://chartproof.org/fhir/CodeSystem/waiting-reason";

    private final String code;
    private final String advice;

    WaitingReason(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** Stable, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** What is wrong and what to do. */
    public String advice() {
        return advice;
    }
}
