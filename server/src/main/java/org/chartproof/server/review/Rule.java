package org.chartproof.server.review;

import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The rules of a review, each with the HTTP status that its breach is answered with; those that go before others first. */
enum Rule {
    /** A client changes or deletes what proves the engine's codes, or signs as the engine. */
    ENGINE_PROOF(403, IssueType.FORBIDDEN),
    /** A client deletes a part of a coding. */
    NOT_DELETED(403, IssueType.FORBIDDEN),
    /** Somebody signs for somebody else. */
    NOT_YOURS(403, IssueType.FORBIDDEN),
    /** No If-Match where one is needed. */
    VERSION_REQUIRED(428, IssueType.REQUIRED),
    /** The case is in other hands. */
    TAKEN(409, IssueType.CONFLICT),
    /** An attested claim is changed but by reopening it. */
    ATTESTED(409, IssueType.CONFLICT),
    /** A decision about a case that the reviewer has not taken. */
    NOT_TAKEN(422, IssueType.BUSINESSRULE),
    /** A change that no person has signed. */
    SIGNATURE(422, IssueType.BUSINESSRULE),
    /** A decision without the reason that it needs. */
    REASON(422, IssueType.BUSINESSRULE),
    /** A code that rests on nothing, or on words that are not there. */
    EVIDENCE(422, IssueType.BUSINESSRULE),
    /** A change of what is not a reviewer's to change. */
    FIXED(422, IssueType.BUSINESSRULE),
    /** Something is left open that has to be decided first. */
    UNDECIDED(422, IssueType.BUSINESSRULE),
    /** A code that no claim may carry on the date of service. */
    NOT_BILLABLE(422, IssueType.CODEINVALID),
    /** The order of the diagnoses. */
    SEQUENCE(422, IssueType.BUSINESSRULE),
    /** Two codes that an Excludes1 note keeps apart. */
    EXCLUDES1(422, IssueType.BUSINESSRULE),
    /** The task says that the review has ended and the claim does not, or the other way round. */
    INCOMPLETE(422, IssueType.BUSINESSRULE),
    /** What was to be changed has been changed since it was read. */
    VERSION_STALE(412, IssueType.CONFLICT);

    private final int status;
    private final IssueType issue;

    Rule(int status, IssueType issue) {
        this.status = status;
        this.issue = issue;
    }

    int status() {
        return status;
    }

    IssueType issue() {
        return issue;
    }

    /** As it stands in an answer, e.g. {@code not-taken}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
