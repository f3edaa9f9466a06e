/** The parts of FHIR R4 resources that this page reads and writes. What it does not name is carried along untouched. */

export interface Coding {
    system?: string;
    version?: string;
    code?: string;
    display?: string;
}

export interface CodeableConcept {
    coding?: Coding[];
    text?: string;
}

export interface Reference {
    reference?: string;
    display?: string;
    identifier?: { system?: string; value?: string };
    extension?: Extension[];
}

export interface Extension {
    url: string;
    extension?: Extension[];
    valueString?: string;
    valueCode?: string;
    valueUri?: string;
    valueInteger?: number;
    valueDecimal?: number;
    valueBoolean?: boolean;
    valueInstant?: string;
    valueReference?: Reference;
    valueCodeableConcept?: CodeableConcept;
    valueQuantity?: { value?: number; unit?: string };
}

export interface Resource {
    resourceType: string;
    id?: string;
    meta?: { versionId?: string; lastUpdated?: string; profile?: string[] };
    extension?: Extension[];
}

export interface Patient extends Resource {
    resourceType: "Patient";
    name?: { text?: string; family?: string; given?: string[] }[];
    birthDate?: string;
    gender?: string;
}

export interface Encounter extends Resource {
    resourceType: "Encounter";
    status?: string;
    class?: Coding;
    subject?: Reference;
    period?: { start?: string; end?: string };
    type?: CodeableConcept[];
    serviceProvider?: Reference;
}

export interface DocumentReference extends Resource {
    resourceType: "DocumentReference";
    type?: CodeableConcept;
    description?: string;
    date?: string;
    author?: Reference[];
    docStatus?: string;
}

export interface Binary extends Resource {
    resourceType: "Binary";
    contentType?: string;
    data?: string;
    securityContext?: Reference;
}

export interface Condition extends Resource {
    resourceType: "Condition";
    identifier?: { system?: string; value?: string }[];
    clinicalStatus?: CodeableConcept;
    verificationStatus?: CodeableConcept;
    category?: CodeableConcept[];
    code?: CodeableConcept;
    subject?: Reference;
    encounter?: Reference;
    recordedDate?: string;
    recorder?: Reference;
    evidence?: { detail?: Reference[] }[];
}

export interface ClaimDiagnosis {
    id?: string;
    extension?: Extension[];
    sequence: number;
    diagnosisCodeableConcept?: CodeableConcept;
    type?: CodeableConcept[];
    onAdmission?: CodeableConcept;
}

export interface ClaimItem {
    sequence: number;
    productOrService?: CodeableConcept;
    modifier?: CodeableConcept[];
    diagnosisSequence?: number[];
    quantity?: { value?: number };
    servicedDate?: string;
    extension?: Extension[];
}

export interface Claim extends Resource {
    resourceType: "Claim";
    status?: string;
    type?: CodeableConcept;
    patient?: Reference;
    enterer?: Reference;
    billablePeriod?: { start?: string; end?: string };
    diagnosis?: ClaimDiagnosis[];
    item?: ClaimItem[];
}

export interface ProvenanceEntity {
    role: string;
    what: Reference;
    extension?: Extension[];
}

export interface Provenance extends Resource {
    resourceType: "Provenance";
    target: Reference[];
    recorded: string;
    activity?: CodeableConcept;
    reason?: CodeableConcept[];
    agent: { type?: CodeableConcept; who: Reference }[];
    entity?: ProvenanceEntity[];
}

export interface Task extends Resource {
    resourceType: "Task";
    status?: string;
    businessStatus?: CodeableConcept;
    statusReason?: CodeableConcept;
    code?: CodeableConcept;
    focus?: Reference;
    encounter?: Reference;
    for?: Reference;
    owner?: Reference;
    lastModified?: string;
    authoredOn?: string;
    priority?: string;
    input?: { type?: CodeableConcept; valueReference?: Reference }[];
}

export interface DetectedIssue extends Resource {
    resourceType: "DetectedIssue";
    status?: string;
    code?: CodeableConcept;
    implicated?: Reference[];
    detail?: string;
    mitigation?: { action: CodeableConcept; date?: string; author?: Reference }[];
}

export interface Organization extends Resource {
    resourceType: "Organization";
    name?: string;
}

export interface OperationOutcome extends Resource {
    resourceType: "OperationOutcome";
    issue?: { severity?: string; diagnostics?: string; details?: CodeableConcept; expression?: string[] }[];
}

export interface BundleEntry {
    fullUrl?: string;
    resource?: Resource;
    request?: { method: string; url: string; ifMatch?: string };
    response?: { status?: string; location?: string; etag?: string; outcome?: Resource };
}

export interface Bundle extends Resource {
    resourceType: "Bundle";
    type?: string;
    total?: number;
    link?: { relation: string; url: string }[];
    entry?: BundleEntry[];
}

export interface Parameters extends Resource {
    resourceType: "Parameters";
    parameter?: Parameter[];
}

export interface Parameter {
    name: string;
    valueString?: string;
    valueCode?: string;
    valueBoolean?: boolean;
    valueInteger?: number;
    valueUri?: string;
    valueDateTime?: string;
    part?: Parameter[];
}

export interface ValueSet extends Resource {
    resourceType: "ValueSet";
    expansion?: { total?: number; contains?: Contained[] };
}

export interface Contained extends Coding {
    abstract?: boolean;
    designation?: { value?: string; use?: Coding }[];
    extension?: Extension[];
}

/** The first code of a concept; empty string if it has none. */
export function code(concept: CodeableConcept | undefined): string {
    return concept?.coding?.[0]?.code ?? "";
}

/** Whether a concept holds a code of a system. */
export function has(concept: CodeableConcept | undefined, system: string, value: string): boolean {
    return (concept?.coding ?? []).some((coding) => coding.system === system && coding.code === value);
}

export function concept(system: string, value: string): CodeableConcept {
    return { coding: [{ system, code: value }] };
}

/** The extensions of an element with a name. */
export function extensions(element: { extension?: Extension[] }, url: string): Extension[] {
    return (element.extension ?? []).filter((one) => one.url === url);
}

/** The part of a complex extension with a name. */
export function part(extension: Extension, name: string): Extension | undefined {
    return extension.extension?.find((one) => one.url === name);
}

/** `Type/id` of a reference, without version and server. */
export function target(reference: Reference | undefined): string {
    const address = reference?.reference ?? "";
    if (address.startsWith("urn:") || address.startsWith("#")) {
        return address;
    }
    return address.replace(/\/_history\/.*$/, "").split("/").slice(-2).join("/");
}

/** The id alone. */
export function idOf(reference: Reference | undefined): string {
    return target(reference).split("/").pop() ?? "";
}
