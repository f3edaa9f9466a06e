import type { Claim, Coding, Condition, DetectedIssue, Encounter, Patient, Task } from "../fhir/resources";

/** Words of a note. Offsets are UTF-16 characters of its text, half-open. */
export interface Span {
    /** The note's id. */
    readonly note: string;
    readonly begin: number;
    readonly end: number;
    readonly words: string;
}

/** A text that was coded. */
export interface Note {
    /** Of the Binary that holds the text. */
    readonly id: string;
    readonly title: string;
    readonly date: string;
    readonly author: string;
    readonly text: string;
    /** The document version that it is the text of; empty if no proof names it. */
    readonly version: string;
    readonly document: string;
    /** SHA-256 of the text, as the engine's proofs give it; empty if none does. */
    readonly hash: string;
}

/** What the engine said, as it stays visible whatever a person decides. */
export interface Suggestion {
    readonly code: Coding;
    /** 0..1 */
    readonly confidence: number;
    readonly spans: readonly Span[];
    readonly steps: readonly Step[];
    /** The engine does not find it any more. */
    readonly withdrawn: boolean;
}

/** One step of how a code was found. */
export interface Step {
    readonly kind: string;
    readonly detail: string;
}

/** Present on admission: y, n, u, w; exempt; empty where it is not reported. */
export type OnAdmission = "" | "y" | "n" | "u" | "w" | "exempt";

export type Decision =
    | { readonly kind: "open" }
    | { readonly kind: "accepted" }
    | { readonly kind: "rejected"; readonly reason: string; readonly text: string }
    | { readonly kind: "changed"; readonly reason: string; readonly text: string }
    | { readonly kind: "added"; readonly reason: string; readonly text: string };

/** A code of the encounter: one that the engine found or that a person added, with what was decided about it. */
export interface Line {
    /** Stays the same while the page is open. */
    readonly id: string;
    /** What is reported. */
    readonly code: Coding;
    /** The Condition of the reported code; empty until the server has it. */
    readonly condition: string;
    /** What the reported code rests on. */
    readonly spans: readonly Span[];
    readonly suggestion?: Suggestion;
    /** The Condition of the engine's own code. */
    readonly suggestedCondition?: string;
    readonly decision: Decision;
    readonly onAdmission: OnAdmission;
}

/** A mention that was not coded. */
export interface Dropped {
    readonly id: string;
    readonly code: string;
    readonly display: string;
    readonly reason: string;
    readonly detail: string;
    readonly span: Span;
}

/** A question to the author. */
export interface Question {
    readonly id: string;
    readonly axis: string;
    readonly text: string;
    /** The Condition that it is about. */
    readonly condition: string;
    readonly status: string;
    readonly answer: string;
    readonly resource: DetectedIssue;
}

/** Something that was said and done about the codes, newest last. */
export interface Event {
    readonly activity: string;
    readonly who: string;
    readonly at: string;
    readonly reason: string;
    readonly text: string;
    /** `Type/id` of what it is about. */
    readonly targets: readonly string[];
}

/** A service on the claim. */
export interface Service {
    readonly sequence: number;
    readonly code: string;
    readonly display: string;
    readonly modifiers: readonly string[];
    readonly diagnoses: readonly number[];
    readonly units: number;
    readonly date: string;
}

/** An encounter as it stands on the server. */
export interface Chart {
    readonly encounter: Encounter;
    readonly patient: Patient | undefined;
    readonly claim: Claim;
    readonly task: Task;
    /** By id. */
    readonly conditions: ReadonlyMap<string, Condition>;
    readonly notes: readonly Note[];
    readonly lines: readonly Line[];
    readonly dropped: readonly Dropped[];
    readonly questions: readonly Question[];
    readonly events: readonly Event[];
    readonly services: readonly Service[];
}

/** Whether the claim reports where each diagnosis came from: a hospital's does. */
export function isInstitutional(chart: Chart): boolean {
    return chart.claim.type?.coding?.[0]?.code === "institutional";
}

/** Whether nothing may be changed: attested or given up. */
export function isClosed(chart: Chart): boolean {
    return chart.claim.status !== "draft";
}

/** The day that codes must be valid on. */
export function dayOfService(chart: Chart): string {
    const day = isInstitutional(chart) ? (chart.encounter.period?.end ?? chart.encounter.period?.start) : chart.encounter.period?.start;
    return (day ?? new Date().toISOString()).slice(0, 10);
}
