import type { Chart, Line, Note, OnAdmission, Span } from "../chart/model";
import { isInstitutional } from "../chart/model";
import * as names from "../fhir/names";
import {
    concept,
    extensions,
    idOf,
    type Bundle,
    type BundleEntry,
    type Claim,
    type ClaimDiagnosis,
    type CodeableConcept,
    type Condition,
    type DetectedIssue,
    type Provenance,
    type ProvenanceEntity,
    type Reference,
    type Resource,
    type Task,
} from "../fhir/resources";
import { isReported, reported, type Work } from "./work";

/** What ends or reopens a case, besides the decisions about its codes. */
export type Ending =
    | { readonly kind: "attest" }
    | { readonly kind: "cancel"; readonly reason: string; readonly text: string }
    | { readonly kind: "reopen"; readonly reason: string; readonly text: string };

/** Two codes that an Excludes1 note keeps apart and that are reported both, with what the reviewer says to it. */
export interface Unrelated {
    /** By their lines: one may have no Condition yet. */
    readonly lines: readonly string[];
    readonly text: string;
}

/** What a transaction is made from. */
export interface Decided {
    readonly chart: Chart;
    /** What the server knows. */
    readonly saved: Work;
    /** What it is to know. */
    readonly now: Work;
    readonly who: Reference;
    readonly at: Date;
    readonly ending?: Ending;
    readonly unrelated?: readonly Unrelated[];
    /** Makes a `urn:uuid:` for a resource that is not there yet. */
    urn(): string;
    /** SHA-256 of a note's text. */
    hash(note: Note): string;
}

/** What is sent, and how the chart stands when the server has taken it. */
export interface Transaction {
    readonly bundle: Bundle;
    /**
     * @param response the server's answer to the bundle
     */
    taken(response: Bundle): { chart: Chart; conditions: ReadonlyMap<string, string> };
}

/** The decisions of a reviewer as the transaction that docs/review.md asks for; undefined if there is nothing to tell. */
export function transaction(decided: Decided): Transaction | undefined {
    return new Writing(decided).transaction();
}

const NOT_THE_PATIENT = ["not-documented", "ruled-out", "not-current", "other-person"];

/** A Condition's status once a code was rejected: refuted if the patient does not have it, else it was the wrong code. */
export function statusOf(reason: string): "refuted" | "entered-in-error" {
    return NOT_THE_PATIENT.includes(reason) ? "refuted" : "entered-in-error";
}

class Writing {
    private readonly conditions = new Map<string, Condition>();
    private readonly created = new Map<string, Condition>();
    private readonly provenances: Provenance[] = [];
    private readonly issues: DetectedIssue[] = [];
    /** Condition id or urn of each reported line. */
    private readonly of = new Map<string, string>();
    private readonly time: string;

    constructor(private readonly decided: Decided) {
        this.time = decided.at.toISOString();
    }

    transaction(): Transaction | undefined {
        const { saved, now, ending } = this.decided;
        for (const line of now.lines) {
            this.decide(saved.lines.find((one) => one.id === line.id), line);
        }
        for (const line of saved.lines.filter((one) => !now.lines.some((other) => other.id === one.id))) {
            this.takeBack(line.condition);
        }
        this.order();
        this.onAdmission();
        this.answers();
        for (const pair of this.decided.unrelated ?? []) {
            this.sign("accept", pair.lines.map((id) => this.of.get(id)), { reason: "excludes1-unrelated", text: pair.text });
        }
        if (ending) {
            this.sign(ending.kind, [], "reason" in ending ? ending : undefined, [], ending.kind !== "reopen");
        }
        if (this.provenances.length === 0 && this.issues.length === 0) {
            return undefined;
        }
        return this.bundle();
    }

    private decide(before: Line | undefined, line: Line): void {
        const { decision } = line;
        const own = line.suggestedCondition;
        if (isReported(line)) {
            this.of.set(line.id, line.condition);
        }
        const same = before && JSON.stringify(before.decision) === JSON.stringify(decision) && before.code.code === line.code.code;
        if (same) {
            return;
        }
        // A code that a person put in place of the engine's, and that does not hold any more.
        const replaced = before && before.condition !== own && before.condition !== "" ? before.condition : undefined;
        switch (decision.kind) {
            case "open":
                this.put(own, "provisional");
                this.sign("undo", [own]);
                break;
            case "accepted":
                this.put(own, "confirmed");
                this.sign("accept", [own]);
                break;
            case "rejected":
                this.put(own, statusOf(decision.reason));
                this.sign("reject", [own], decision);
                break;
            case "changed":
            case "added": {
                const chosen = this.chosen(line);
                this.of.set(line.id, chosen);
                const previous = replaced ?? own;
                if (previous && previous !== chosen) {
                    this.put(previous, "entered-in-error");
                    this.put(own === previous ? undefined : own, "entered-in-error");
                    this.sign("change", [chosen, previous], reasonOf(decision), [
                        { role: "revision", what: { reference: `Condition/${previous}` } },
                        ...this.evidence(line.spans),
                    ]);
                } else {
                    this.sign("add", [chosen], reasonOf(decision), this.evidence(line.spans));
                }
                return;
            }
        }
        if (replaced) {
            this.takeBack(replaced);
        }
    }

    /** A code of a person's that the same person, or another, does not want any more. */
    private takeBack(condition: string): void {
        if (condition !== "") {
            this.put(condition, "entered-in-error");
            this.sign("reject", [condition], { reason: "other", text: "Taken back" });
        }
    }

    /** The Condition of a code that a person chose: one that is there already, or a new one. */
    private chosen(line: Line): string {
        const { chart, urn } = this.decided;
        const known = [...chart.conditions.values()].find((one) => one.code?.coding?.[0]?.code === line.code.code);
        if (known?.id) {
            this.put(known.id, "confirmed");
            return known.id;
        }
        const id = urn();
        const documents = [...new Set(line.spans.map((span) => this.note(span)?.document ?? ""))].filter((document) => document !== "");
        this.created.set(id, {
            resourceType: "Condition",
            meta: { profile: [names.CONDITION_PROFILE] },
            identifier: [{ system: names.RESULT_IDENTIFIER, value: id }],
            clinicalStatus: concept(names.CLINICAL_STATUS, "active"),
            verificationStatus: concept(names.VERIFICATION_STATUS, "confirmed"),
            category: [concept(names.CONDITION_CATEGORY, "encounter-diagnosis")],
            code: { coding: [line.code] },
            subject: { reference: chart.claim.patient?.reference ?? "" },
            encounter: { reference: `Encounter/${chart.encounter.id}` },
            recordedDate: this.time,
            recorder: this.decided.who,
            ...(documents.length > 0 ? { evidence: [{ detail: documents.map((document) => ({ reference: `DocumentReference/${document}` })) }] } : {}),
        });
        return id;
    }

    private put(id: string | undefined, status: "confirmed" | "provisional" | "refuted" | "entered-in-error"): void {
        const before = id ? (this.conditions.get(id) ?? this.decided.chart.conditions.get(id)) : undefined;
        if (!id || !before) {
            return;
        }
        const { clinicalStatus, recorder: _recorder, ...rest } = before;
        this.conditions.set(id, {
            ...rest,
            // FHIR forbids a clinical status with entered-in-error, and asks for one else.
            ...(status === "entered-in-error" ? {} : { clinicalStatus: clinicalStatus ?? concept(names.CLINICAL_STATUS, "active") }),
            verificationStatus: concept(names.VERIFICATION_STATUS, status),
            ...(status === "provisional" ? {} : { recorder: this.decided.who }),
        });
    }

    private sign(
        activity: string,
        conditions: readonly (string | undefined)[],
        why?: { reason: string; text: string },
        entity: ProvenanceEntity[] = [],
        attests = false,
    ): void {
        const targets = conditions.filter((one): one is string => one !== undefined && one !== "").map(reference);
        this.provenances.push({
            resourceType: "Provenance",
            meta: { profile: [names.REVIEW_PROFILE] },
            target: [...targets, { reference: `Claim/${this.decided.chart.claim.id}` }],
            recorded: this.time,
            activity: concept(names.REVIEW_ACTIVITY, activity),
            ...(why && why.reason !== "" ? { reason: [{ ...concept(names.REVIEW_REASON, why.reason), ...(why.text === "" ? {} : { text: why.text }) }] } : {}),
            agent: [{ type: concept(names.PARTICIPANT, attests ? "attester" : "verifier"), who: this.decided.who }],
            ...(entity.length > 0 ? { entity } : {}),
        });
    }

    private order(): void {
        const { saved, now } = this.decided;
        const both = (work: Work, other: Work): string[] =>
            reported(work)
                .map((line) => line.id)
                .filter((id) => reported(other).some((line) => line.id === id));
        if (both(saved, now).join() !== both(now, saved).join()) {
            this.sign("resequence", [], { reason: "sequencing", text: "" });
        }
    }

    private onAdmission(): void {
        const { saved, now } = this.decided;
        const differs = now.lines.some((line) => saved.lines.some((one) => one.id === line.id && one.onAdmission !== line.onAdmission));
        if (differs) {
            this.sign("poa", []);
        }
    }

    private answers(): void {
        const { chart, saved, now, who } = this.decided;
        for (const question of chart.questions) {
            const answer = now.answers[question.id] ?? "";
            if (answer !== (saved.answers[question.id] ?? "")) {
                const { mitigation: _before, ...rest } = question.resource;
                this.issues.push({
                    ...rest,
                    status: answer === "" ? "preliminary" : "final",
                    ...(answer === "" ? {} : { mitigation: [{ action: { text: answer }, date: this.time, author: who }] }),
                });
            }
        }
    }

    private evidence(spans: readonly Span[]): ProvenanceEntity[] {
        const notes = [...new Set(spans.map((span) => this.note(span)))].filter((note): note is Note => note !== undefined);
        return notes.map((note) => ({
            role: "source",
            what: { reference: note.version },
            extension: [
                ...spans
                    .filter((span) => span.note === note.id)
                    .flatMap((span) => {
                        const place = [
                            { url: "offset", valueInteger: span.begin },
                            { url: "length", valueInteger: span.end - span.begin },
                        ];
                        return [
                            {
                                url: names.DERIVATION_REFERENCE,
                                extension: [
                                    { url: "reference", valueReference: { reference: `Binary/${note.id}` } },
                                    { url: "path", valueString: "Binary.data" },
                                    ...place,
                                ],
                            },
                            { url: names.EVIDENCE_WORDS, extension: [...place, { url: "words", valueString: span.words }] },
                        ];
                    }),
                { url: names.TEXT_HASH, valueString: this.decided.hash(note) },
            ],
        }));
    }

    private note(span: Span): Note | undefined {
        return this.decided.chart.notes.find((note) => note.id === span.note);
    }

    private bundle(): Transaction {
        // Whoever answers a question and decides nothing need not have the case, which may be in a coder's hands.
        const decides = this.provenances.length > 0;
        const claim = this.claim();
        const task = this.task();
        const entries: BundleEntry[] = [
            ...[...this.created].map(([urn, condition]) => ({ fullUrl: urn, resource: condition, request: { method: "POST", url: "Condition" } })),
            ...[...this.conditions.values()].map((condition) => update(condition, condition.meta?.versionId)),
            ...(decides ? [update(claim, this.decided.chart.claim.meta?.versionId), update(task, this.decided.chart.task.meta?.versionId)] : []),
            ...this.issues.map((issue) => update(issue, issue.meta?.versionId)),
            ...this.provenances.map((provenance) => ({ resource: provenance, request: { method: "POST", url: "Provenance" } })),
        ];
        return {
            bundle: { resourceType: "Bundle", type: "transaction", entry: entries },
            taken: (response) => this.taken(entries, response),
        };
    }

    private claim(): Claim {
        const { chart, now, ending, who } = this.decided;
        const lines = reported(now);
        const before = chart.claim.diagnosis ?? [];
        const diagnosis = lines.map((line, index) => this.diagnosis(line, index, before));
        const places = new Map(
            before.map((one) => [one.sequence, diagnosis.findIndex((other) => conditionOf(other) === conditionOf(one)) + 1]),
        );
        const status = ending?.kind === "attest" ? "active" : ending?.kind === "cancel" ? "cancelled" : "draft";
        const { diagnosis: _diagnosis, item, ...rest } = chart.claim;
        return {
            ...rest,
            status,
            enterer: who,
            ...(diagnosis.length > 0 ? { diagnosis } : {}),
            ...(item
                ? {
                      item: item.map((one) => ({
                          ...one,
                          // Services go on pointing at the diagnoses that they pointed at.
                          ...(one.diagnosisSequence ? { diagnosisSequence: one.diagnosisSequence.map((place) => places.get(place) ?? 0).filter((place) => place > 0) } : {}),
                      })),
                  }
                : {}),
        };
    }

    private diagnosis(line: Line, index: number, before: readonly ClaimDiagnosis[]): ClaimDiagnosis {
        const { chart } = this.decided;
        const target = reference(this.of.get(line.id) ?? line.condition);
        const known = before.find((one) => `Condition/${conditionOf(one)}` === target.reference);
        const { type: _type, onAdmission: _onAdmission, ...rest } = known ?? {
            id: `dx-${line.code.code}`,
            extension: [{ url: names.DIAGNOSIS_CONDITION, valueReference: target }],
            diagnosisCodeableConcept: { coding: [line.code] },
            sequence: 0,
        };
        const institutional = isInstitutional(chart);
        const first = institutional ? concept(names.DIAGNOSIS_TYPE, "principal") : concept(names.DIAGNOSIS_ROLE, "first-listed");
        const indicator = institutional ? onAdmission(line.onAdmission) : undefined;
        return {
            ...rest,
            sequence: index + 1,
            ...(index === 0 ? { type: [first] } : {}),
            ...(indicator ? { onAdmission: indicator } : {}),
        };
    }

    private task(): Task {
        const { chart, ending, who } = this.decided;
        const ended = ending?.kind === "attest" || ending?.kind === "cancel";
        return { ...chart.task, status: ended ? "completed" : "in-progress", owner: who, lastModified: this.time };
    }

    /** The chart as the server has it now. */
    private taken(entries: readonly BundleEntry[], response: Bundle): { chart: Chart; conditions: ReadonlyMap<string, string> } {
        const { chart, now } = this.decided;
        const ids = new Map<string, string>();
        const versions = new Map<Resource, { id: string; version: string }>();
        entries.forEach((entry, index) => {
            const place = response.entry?.[index]?.response?.location?.match(/([^/]+)\/_history\/([^/]+)$/);
            if (entry.resource && place?.[1] && place[2]) {
                versions.set(entry.resource, { id: place[1], version: place[2] });
                if (entry.fullUrl) {
                    ids.set(entry.fullUrl, place[1]);
                }
            }
        });
        const stored = <R extends Resource>(resource: R): R => {
            const place = versions.get(resource);
            const text = JSON.stringify(resource);
            const named = JSON.parse([...ids].reduce((all, [urn, id]) => all.replaceAll(`"reference":"${urn}"`, `"reference":"Condition/${id}"`), text)) as R;
            return place ? { ...named, id: place.id, meta: { ...named.meta, versionId: place.version } } : named;
        };
        const sent = <R extends Resource>(type: string): R[] => entries.map((entry) => entry.resource).filter((one): one is R => one?.resourceType === type);
        const conditions = new Map(chart.conditions);
        sent<Condition>("Condition").map(stored).forEach((one) => conditions.set(one.id ?? "", one));
        const answered = sent<DetectedIssue>("DetectedIssue").map(stored);
        return {
            chart: {
                ...chart,
                claim: sent<Claim>("Claim").map(stored)[0] ?? chart.claim,
                task: sent<Task>("Task").map(stored)[0] ?? chart.task,
                conditions,
                questions: chart.questions.map((question) => {
                    const issue = answered.find((one) => one.id === question.id);
                    return issue ? { ...question, resource: issue, answer: now.answers[question.id] ?? "" } : question;
                }),
            },
            conditions: new Map(reported(now).map((line) => [line.id, ids.get(this.of.get(line.id) ?? "") ?? this.of.get(line.id) ?? ""])),
        };
    }
}

function reasonOf(decision: { reason: string; text: string }): { reason: string; text: string } {
    return { reason: decision.reason, text: decision.text };
}

function reference(condition: string): Reference {
    return { reference: condition.startsWith("urn:") ? condition : `Condition/${condition}` };
}

function conditionOf(diagnosis: ClaimDiagnosis): string {
    return idOf(extensions(diagnosis, names.DIAGNOSIS_CONDITION)[0]?.valueReference);
}

function onAdmission(value: OnAdmission): CodeableConcept | undefined {
    if (value === "") {
        return undefined;
    }
    return value === "exempt" ? { text: "exempt from POA reporting" } : concept(names.ON_ADMISSION, value);
}

function update(resource: Resource, version: string | undefined): BundleEntry {
    return {
        resource,
        request: { method: "PUT", url: `${resource.resourceType}/${resource.id}`, ...(version ? { ifMatch: `W/"${version}"` } : {}) },
    };
}
