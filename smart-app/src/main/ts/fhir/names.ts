/** Names of profiles, extensions and code systems, as the server writes them. */

const OURS = "https://chartproof.org/fhir/";
const HL7 = "http://terminology.hl7.org/CodeSystem/";

const ours = (name: string): string => `${OURS}StructureDefinition/${name}`;

export const CONDITION_PROFILE = ours("chartproof-condition");
export const REVIEW_PROFILE = ours("chartproof-review");

export const CODING_STAGE = ours("coding-stage");
export const DIAGNOSIS_CONDITION = ours("diagnosis-condition");
export const DROPPED_CANDIDATE = ours("dropped-candidate");
export const EVIDENCE_WORDS = ours("evidence-words");
export const TEXT_HASH = ours("text-hash");
export const CODING_TRACE = ours("coding-trace");
export const REVIEW_LEASE = ours("review-lease");
export const WORK_SERVICE = ours("work-service");
export const WORK_PAYER = ours("work-payer");
export const WORK_VALUE = ours("work-value");
export const WORK_RISK = ours("work-risk");
export const DERIVATION_REFERENCE = "http://hl7.org/fhir/StructureDefinition/derivation-reference";

export const RESULT_IDENTIFIER = `${OURS}identifier/result`;
export const REVIEWER_IDENTIFIER = `${OURS}identifier/reviewer`;

export const TASK_CODE = `${OURS}CodeSystem/task-code`;
export const DIAGNOSIS_ROLE = `${OURS}CodeSystem/diagnosis-role`;
export const REVIEW_ACTIVITY = `${OURS}CodeSystem/review-activity`;
export const REVIEW_REASON = `${OURS}CodeSystem/review-reason`;

export const DIAGNOSIS_TYPE = `${HL7}ex-diagnosistype`;
export const ON_ADMISSION = `${HL7}ex-diagnosis-on-admission`;
export const CLINICAL_STATUS = `${HL7}condition-clinical`;
export const VERIFICATION_STATUS = `${HL7}condition-ver-status`;
export const CONDITION_CATEGORY = `${HL7}condition-category`;
export const PARTICIPANT = `${HL7}provenance-participant-type`;

export const ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
