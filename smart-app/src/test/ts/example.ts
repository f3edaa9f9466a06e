import type { Chart, Line, Note } from "../../main/ts/chart/model";
import { chart } from "../../main/ts/chart/read";
import * as names from "../../main/ts/fhir/names";
import type { Claim, Condition, Provenance, Task } from "../../main/ts/fhir/resources";
import type { Work } from "../../main/ts/decision/work";
import { begin } from "../../main/ts/decision/work";
import { transaction, type Decided, type Ending, type Unrelated } from "../../main/ts/decision/transaction";
import type { Bundle, BundleEntry, Resource } from "../../main/ts/fhir/resources";

/** An invented stay with three codes of the engine's, as the server would answer it. */

const TEXT = "ASSESSMENT: Pneumonia. Essential hypertension. Type 2 diabetes.";
const CODES: readonly (readonly [string, string])[] = [
    ["J18.9", "Pneumonia"],
    ["I10", "Essential hypertension"],
    ["E11.9", "Type 2 diabetes"],
];

const codingOf = (code: string, display: string) => ({ system: names.ICD_10_CM, version: "2026", code, display });

const conditions: Condition[] = CODES.map(([code, display]) => ({
    resourceType: "Condition",
    id: `cond-${code}`,
    meta: { versionId: "1" },
    clinicalStatus: { coding: [{ system: names.CLINICAL_STATUS, code: "active" }] },
    verificationStatus: { coding: [{ system: names.VERIFICATION_STATUS, code: "provisional" }] },
    code: { coding: [codingOf(code, display)] },
}));

const provenances: Provenance[] = CODES.map(([code, words]) => ({
    resourceType: "Provenance",
    id: `prov-${code}`,
    target: [{ reference: `Condition/cond-${code}` }, { reference: "Claim/claim-stay" }],
    recorded: "2026-05-04T09:50:00Z",
    agent: [{ type: { coding: [{ code: "assembler" }] }, who: { reference: "Device/chartproof-coder" } }],
    entity: [
        {
            role: "source",
            what: { reference: "DocumentReference/d/_history/1" },
            extension: [
                {
                    url: names.DERIVATION_REFERENCE,
                    extension: [
                        { url: "reference", valueReference: { reference: "Binary/text-d" } },
                        { url: "offset", valueInteger: TEXT.indexOf(words) },
                        { url: "length", valueInteger: words.length },
                    ],
                },
                { url: names.TEXT_HASH, valueString: "hash" },
            ],
        },
    ],
}));

const claim: Claim = {
    resourceType: "Claim",
    id: "claim-stay",
    meta: { versionId: "1" },
    status: "draft",
    type: { coding: [{ code: "institutional" }] },
    patient: { reference: "Patient/p" },
    diagnosis: CODES.map(([code, display], index) => ({
        id: `dx-${code}`,
        sequence: index + 1,
        extension: [{ url: names.DIAGNOSIS_CONDITION, valueReference: { reference: `Condition/cond-${code}` } }],
        diagnosisCodeableConcept: { coding: [codingOf(code, display)] },
        ...(index === 0 ? { type: [{ coding: [{ system: names.DIAGNOSIS_TYPE, code: "principal" }] }] } : {}),
        onAdmission: { coding: [{ system: names.ON_ADMISSION, code: "y" }] },
    })),
    item: [{ sequence: 1, diagnosisSequence: [1, 3] }],
};

const task: Task = { resourceType: "Task", id: "review-stay", meta: { versionId: "1" }, status: "ready" };

export const CHART: Chart = chart({
    encounter: { resourceType: "Encounter", id: "stay" },
    patient: undefined,
    claim,
    task,
    conditions,
    provenances,
    texts: [{ resourceType: "Binary", id: "text-d", data: btoa(TEXT), securityContext: { reference: "DocumentReference/d" } }],
    documents: [{ resourceType: "DocumentReference", id: "d" }],
    issues: [
        {
            resourceType: "DetectedIssue",
            id: "query-kind",
            meta: { versionId: "3" },
            status: "preliminary",
            code: { coding: [{ code: "kind" }] },
            implicated: [{ reference: "Condition/cond-J18.9" }],
            detail: "Which kind?",
        },
    ],
});

export const WORK: Work = begin(CHART.lines, []);

export function line(work: Work, code: string): Line {
    const found = work.lines.find((one) => one.suggestion?.code.code === code || one.code.code === code);
    if (!found) {
        throw new Error(`no line of ${code}`);
    }
    return found;
}

export const WHO = { reference: "Practitioner/ada", display: "Ada Coder" };

export function write(now: Work, saved: Work = WORK, ending?: Ending, unrelated: readonly Unrelated[] = []): ReturnType<typeof transaction> {
    let made = 0;
    const decided: Decided = {
        chart: CHART,
        saved,
        now,
        who: WHO,
        at: new Date("2026-05-05T10:00:00Z"),
        ...(ending ? { ending } : {}),
        unrelated,
        urn: () => `urn:uuid:${++made}`,
        hash: (note: Note) => note.hash,
    };
    return transaction(decided);
}

export function resources<R extends Resource>(bundle: Bundle | undefined, type: string): R[] {
    return (bundle?.entry ?? []).map((entry: BundleEntry) => entry.resource).filter((one): one is R => one?.resourceType === type);
}
