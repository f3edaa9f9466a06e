package org.chartproof.server.writeback;

/** The names under which our profiles, extensions and code systems are known, and those of HL7 that we write. */
public final class Canonical {

    private static final String OURS = "https://chartproof.org/fhir/";

    public static final String CONDITION_PROFILE = OURS + "StructureDefinition/chartproof-condition";
    public static final String CLAIM_PROFILE = OURS + "StructureDefinition/chartproof-claim";
    public static final String PROVENANCE_PROFILE = OURS + "StructureDefinition/chartproof-provenance";
    public static final String TASK_PROFILE = OURS + "StructureDefinition/chartproof-review-task";

    /** Of a Provenance that a reviewer's decision stands in. */
    public static final String REVIEW_PROFILE = OURS + "StructureDefinition/chartproof-review";

    /** On Claim: the encounter that it is for (R4 has the encounter on items alone). */
    public static final String CLAIM_ENCOUNTER = OURS + "StructureDefinition/claim-encounter";
    /** On Claim: {@code concurrent} while the encounter goes on, {@code final} after. */
    public static final String CODING_STAGE = OURS + "StructureDefinition/coding-stage";
    /** On Claim.diagnosis: its Condition. */
    public static final String DIAGNOSIS_CONDITION = OURS + "StructureDefinition/diagnosis-condition";
    /** On Claim: a code that was not assigned, with words and reason. */
    public static final String DROPPED_CANDIDATE = OURS + "StructureDefinition/dropped-candidate";
    /** On Provenance.entity: the words of a span. */
    public static final String EVIDENCE_WORDS = OURS + "StructureDefinition/evidence-words";
    /** On Provenance.entity: SHA-256 of the normalised text that offsets count in. */
    public static final String TEXT_HASH = OURS + "StructureDefinition/text-hash";
    /** On Provenance: how the code was found. */
    public static final String CODING_TRACE = OURS + "StructureDefinition/coding-trace";

    /** On Task: the service of the encounter, or its class. */
    public static final String WORK_SERVICE = OURS + "StructureDefinition/work-service";
    /** On Task: who pays. */
    public static final String WORK_PAYER = OURS + "StructureDefinition/work-payer";
    /** On Task: what is at stake. */
    public static final String WORK_VALUE = OURS + "StructureDefinition/work-value";
    /** On Task: until when a reviewer has the case to themselves. */
    public static final String REVIEW_LEASE = OURS + "StructureDefinition/review-lease";

    public static final String DIAGNOSIS_ROLE = OURS + "CodeSystem/diagnosis-role";
    public static final String REVIEW_ROUTE = OURS + "CodeSystem/review-route";
    /** What a reviewer did. */
    public static final String REVIEW_ACTIVITY = OURS + "CodeSystem/review-activity";
    /** Why a reviewer did it. */
    public static final String REVIEW_REASON = OURS + "CodeSystem/review-reason";
    /** Which rule of a review was broken. */
    public static final String REVIEW_RULE = OURS + "CodeSystem/review-rule";

    public static final String TASK_CODE = OURS + "CodeSystem/task-code";
    public static final String DOCUMENTATION_AXIS = OURS + "CodeSystem/documentation-axis";
    /** Why a clinician leaves a question as it is. */
    public static final String OVERRIDE_REASON = OURS + "CodeSystem/query-override-reason";

    public static final String RESULT_IDENTIFIER = OURS + "identifier/result";
    /** Of a reviewer who is not a Practitioner of this server. */
    public static final String REVIEWER_IDENTIFIER = OURS + "identifier/reviewer";

    /** HL7: where in a source a statement comes from. */
    public static final String DERIVATION_REFERENCE = "http://hl7.org/fhir/StructureDefinition/derivation-reference";
    /** HL7: the element of the target that a reference is about, by its id. */
    public static final String TARGET_ELEMENT = "http://hl7.org/fhir/StructureDefinition/targetElement";
    /** HL7: the same, by FHIRPath. */
    public static final String TARGET_PATH = "http://hl7.org/fhir/StructureDefinition/targetPath";
    /** HL7: why a value is missing. */
    public static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Canonical() {}
}
