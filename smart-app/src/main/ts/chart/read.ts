import {
    code,
    extensions,
    has,
    idOf,
    part,
    target,
    type Binary,
    type Claim,
    type ClaimDiagnosis,
    type Condition,
    type DetectedIssue,
    type DocumentReference,
    type Encounter,
    type Extension,
    type Patient,
    type Provenance,
    type ProvenanceEntity,
    type Task,
} from "../fhir/resources";
import * as names from "../fhir/names";
import type { Chart, Decision, Dropped, Event, Line, Note, OnAdmission, Question, Service, Span, Suggestion } from "./model";

/** What was read from the server for one encounter. */
export interface Resources {
    readonly encounter: Encounter;
    readonly patient: Patient | undefined;
    readonly claim: Claim;
    readonly task: Task;
    readonly conditions: readonly Condition[];
    readonly provenances: readonly Provenance[];
    readonly texts: readonly Binary[];
    readonly documents: readonly DocumentReference[];
    readonly issues: readonly DetectedIssue[];
}

/** FHIR resources as a chart. Pure: the same resources give the same chart. */
export function chart(resources: Resources): Chart {
    const engine = new Map<string, Suggestion>();
    for (const provenance of resources.provenances.filter((one) => !byPerson(one))) {
        const condition = target(provenance.target.find((one) => target(one).startsWith("Condition/")));
        const found = resources.conditions.find((one) => `Condition/${one.id}` === condition);
        if (found) {
            engine.set(found.id ?? "", suggestion(provenance, found));
        }
    }
    const reviews = resources.provenances.filter(byPerson).sort((a, b) => a.recorded.localeCompare(b.recorded));
    return {
        encounter: resources.encounter,
        patient: resources.patient,
        claim: resources.claim,
        task: resources.task,
        conditions: new Map(resources.conditions.map((one) => [one.id ?? "", one])),
        notes: notes(resources),
        lines: lines(resources, engine, reviews),
        dropped: dropped(resources.claim),
        questions: resources.issues.filter((issue) => issue.status !== "entered-in-error").map(question),
        events: reviews.map(event),
        services: (resources.claim.item ?? []).map(service),
    };
}

function byPerson(provenance: Provenance): boolean {
    return provenance.agent.some((agent) => ["verifier", "attester"].includes(code(agent.type)));
}

function suggestion(provenance: Provenance, condition: Condition): Suggestion {
    const trace = extensions(provenance, names.CODING_TRACE)[0];
    return {
        code: condition.code?.coding?.[0] ?? {},
        confidence: (trace && part(trace, "confidence")?.valueDecimal) ?? 0,
        spans: outermost((provenance.entity ?? []).flatMap(spans)),
        steps: (trace?.extension ?? [])
            .filter((one) => one.url === "step")
            .map((one) => ({ kind: part(one, "kind")?.valueCode ?? "", detail: part(one, "detail")?.valueString ?? "" })),
        withdrawn: code(provenance.activity) === "NULLIFY",
    };
}

function spans(entity: ProvenanceEntity): Span[] {
    const words = extensions(entity, names.EVIDENCE_WORDS);
    return extensions(entity, names.DERIVATION_REFERENCE).map((derivation) => {
        const begin = part(derivation, "offset")?.valueInteger ?? 0;
        const length = part(derivation, "length")?.valueInteger ?? 0;
        const quoted = words.find(
            (one) => part(one, "offset")?.valueInteger === begin && part(one, "length")?.valueInteger === length,
        );
        return {
            note: idOf(part(derivation, "reference")?.valueReference),
            begin,
            end: begin + length,
            words: (quoted && part(quoted, "words")?.valueString) ?? "",
        };
    });
}

/** Without words that stand within other words of the same code. */
function outermost(all: readonly Span[]): Span[] {
    const within = (one: Span, other: Span): boolean =>
        one !== other && one.note === other.note && one.begin >= other.begin && one.end <= other.end && one.end - one.begin < other.end - other.begin;
    return all.filter((one) => !all.some((other) => within(one, other)));
}

function notes(resources: Resources): Note[] {
    const proofs = new Map<string, { version: string; hash: string }>();
    for (const entity of resources.provenances.flatMap((one) => one.entity ?? [])) {
        for (const span of spans(entity)) {
            proofs.set(span.note, {
                version: entity.what.reference ?? "",
                hash: extensions(entity, names.TEXT_HASH)[0]?.valueString ?? "",
            });
        }
    }
    return resources.texts
        .map((text) => {
            const document = resources.documents.find((one) => `DocumentReference/${one.id}` === target(text.securityContext));
            const proof = proofs.get(text.id ?? "");
            return {
                id: text.id ?? "",
                title: document?.type?.text ?? document?.type?.coding?.[0]?.display ?? document?.description ?? "Note",
                date: document?.date ?? "",
                author: document?.author?.[0]?.display ?? "",
                text: decode(text.data ?? ""),
                version: proof?.version ?? (document ? `DocumentReference/${document.id}/_history/${document.meta?.versionId ?? "1"}` : ""),
                document: document?.id ?? "",
                hash: proof?.hash ?? "",
            };
        })
        .sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
}

function decode(base64: string): string {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}

function lines(resources: Resources, engine: Map<string, Suggestion>, reviews: Provenance[]): Line[] {
    const changes = reviews.filter((one) => code(one.activity) === "change");
    const taken = new Set<string>();
    const reported = (resources.claim.diagnosis ?? []).map((diagnosis) => {
        const id = idOf(extensions(diagnosis, names.DIAGNOSIS_CONDITION)[0]?.valueReference);
        const condition = resources.conditions.find((one) => one.id === id);
        taken.add(id);
        const line = onClaim(diagnosis, id, condition, engine, reviews);
        if (line.suggestedCondition) {
            taken.add(line.suggestedCondition);
        }
        return line;
    });
    // Codes between the engine's and the one that is reported now belong to that line's history.
    for (const change of changes) {
        change.target.map(target).forEach((one) => {
            if (one.startsWith("Condition/") && !engine.has(idOf({ reference: one }))) {
                taken.add(idOf({ reference: one }));
            }
        });
    }
    const apart = resources.conditions
        .filter((one) => !taken.has(one.id ?? "") && one.recorder)
        .filter((one) => ["refuted", "entered-in-error"].includes(code(one.verificationStatus)))
        .filter((one) => engine.has(one.id ?? ""))
        .map((one) => offClaim(one, engine, reviews));
    return [...reported, ...apart];
}

function onClaim(
    diagnosis: ClaimDiagnosis,
    id: string,
    condition: Condition | undefined,
    engine: Map<string, Suggestion>,
    reviews: Provenance[],
): Line {
    const own = engine.get(id);
    const [decision, proof] = decisionOf(id, condition, own !== undefined, reviews);
    const replaced = decision.kind === "changed" && proof ? engineCodeBehind(id, engine, reviews) : undefined;
    const said = own ?? (replaced ? engine.get(replaced) : undefined);
    const chosen = (proof?.entity ?? []).flatMap(spans);
    return {
        id: replaced ?? id,
        code: diagnosis.diagnosisCodeableConcept?.coding?.[0] ?? condition?.code?.coding?.[0] ?? {},
        condition: id,
        spans: chosen.length > 0 ? chosen : (said?.spans ?? []),
        ...(said ? { suggestion: said, suggestedCondition: replaced ?? id } : {}),
        decision,
        onAdmission: onAdmission(diagnosis),
    };
}

/** Follows a chain of changes back to the code that the engine gave. */
function engineCodeBehind(id: string, engine: Map<string, Suggestion>, reviews: Provenance[]): string | undefined {
    let at = id;
    for (let steps = 0; steps < 10; steps++) {
        const change = lastAbout(at, reviews, ["change"]);
        const before = change?.entity?.find((entity) => entity.role === "revision");
        if (!before) {
            return undefined;
        }
        at = idOf(before.what);
        if (engine.has(at)) {
            return at;
        }
    }
    return undefined;
}

function offClaim(condition: Condition, engine: Map<string, Suggestion>, reviews: Provenance[]): Line {
    const id = condition.id ?? "";
    const said = engine.get(id);
    const proof = lastAbout(id, reviews, ["reject", "change"]);
    return {
        id,
        code: condition.code?.coding?.[0] ?? {},
        condition: id,
        spans: said?.spans ?? [],
        ...(said ? { suggestion: said, suggestedCondition: id } : {}),
        decision: { kind: "rejected", ...reason(proof) },
        onAdmission: "",
    };
}

function decisionOf(
    id: string,
    condition: Condition | undefined,
    byEngine: boolean,
    reviews: Provenance[],
): [Decision, Provenance | undefined] {
    if (code(condition?.verificationStatus) !== "confirmed") {
        return [{ kind: "open" }, undefined];
    }
    const proof = lastAbout(id, reviews, ["change", "add"]);
    if (code(proof?.activity) === "change" && isNew(id, proof)) {
        return [{ kind: "changed", ...reason(proof) }, proof];
    }
    if (!byEngine) {
        return [{ kind: "added", ...reason(proof) }, proof];
    }
    return [{ kind: "accepted" }, undefined];
}

/** Whether a change made a code, and did not replace it. */
function isNew(id: string, change: Provenance | undefined): boolean {
    return !(change?.entity ?? []).some((entity) => entity.role === "revision" && idOf(entity.what) === id);
}

function lastAbout(id: string, reviews: Provenance[], activities: string[]): Provenance | undefined {
    return reviews
        .filter((one) => activities.includes(code(one.activity)) && one.target.some((each) => target(each) === `Condition/${id}`))
        .pop();
}

function reason(provenance: Provenance | undefined): { reason: string; text: string } {
    return { reason: code(provenance?.reason?.[0]), text: provenance?.reason?.[0]?.text ?? "" };
}

function onAdmission(diagnosis: ClaimDiagnosis): OnAdmission {
    const value = code(diagnosis.onAdmission);
    if (["y", "n", "u", "w"].includes(value) && has(diagnosis.onAdmission, names.ON_ADMISSION, value)) {
        return value as OnAdmission;
    }
    return diagnosis.onAdmission?.text ? "exempt" : "";
}

function dropped(claim: Claim): Dropped[] {
    return extensions(claim, names.DROPPED_CANDIDATE).map((one: Extension, index) => {
        const begin = part(one, "offset")?.valueInteger ?? 0;
        return {
            id: `dropped-${index}`,
            code: part(one, "code")?.valueCode ?? "",
            display: part(one, "display")?.valueString ?? "",
            reason: part(one, "reason")?.valueCode ?? "",
            detail: part(one, "detail")?.valueString ?? "",
            span: {
                note: idOf(part(one, "text")?.valueReference),
                begin,
                end: begin + (part(one, "length")?.valueInteger ?? 0),
                words: part(one, "words")?.valueString ?? "",
            },
        };
    });
}

function question(issue: DetectedIssue): Question {
    return {
        id: issue.id ?? "",
        axis: code(issue.code),
        text: issue.detail ?? "",
        condition: idOf(issue.implicated?.[0]),
        status: issue.status ?? "",
        answer: issue.mitigation?.[0]?.action.text ?? "",
        resource: issue,
    };
}

function event(provenance: Provenance): Event {
    const who = provenance.agent[0]?.who;
    return {
        activity: code(provenance.activity),
        who: who?.display ?? who?.reference ?? who?.identifier?.value ?? "",
        at: provenance.recorded,
        ...reason(provenance),
        targets: provenance.target.map(target),
    };
}

function service(item: NonNullable<Claim["item"]>[number]): Service {
    const coding = item.productOrService?.coding?.[0];
    return {
        sequence: item.sequence,
        code: coding?.code ?? "",
        display: coding?.display ?? item.productOrService?.text ?? "",
        modifiers: (item.modifier ?? []).map((one) => code(one)),
        diagnoses: item.diagnosisSequence ?? [],
        units: item.quantity?.value ?? 1,
        date: item.servicedDate ?? "",
    };
}
