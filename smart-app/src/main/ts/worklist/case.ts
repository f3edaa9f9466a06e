import { serviceWords } from "../view/words";
import { REVIEW_LEASE, WORK_PAYER, WORK_RISK, WORK_SERVICE, WORK_VALUE } from "../fhir/names";
import { code, type Bundle, type Encounter, type Extension, type Organization, type Patient, type Reference, type Resource, type Task } from "../fhir/resources";

/** One encounter of the work list. */
export interface Case {
    readonly task: Task;
    readonly encounter: string;
    readonly patient: string;
    readonly birthDate: string;
    readonly seen: string;
    readonly route: string;
    readonly urgent: boolean;
    readonly service: string;
    readonly payer: string;
    /** To look for others of the same payer; empty if the payer is known by name alone. */
    readonly payerReference: string;
    readonly value: string;
    /** Groups of the risk model; empty where the site has none. */
    readonly risk: string;
    readonly since: string;
    /** Who has it, and until when; empty if nobody has. */
    readonly owner: string;
    readonly until: string;
}

/** The cases of a page of a search for Tasks, with the patients and encounters that it includes. */
export function cases(bundle: Bundle): Case[] {
    const resources = (bundle.entry ?? []).flatMap((entry) => (entry.resource ? [entry.resource] : []));
    const byKey = new Map<string, Resource>(resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ""}`, resource] as const));
    return resources
        .filter((resource): resource is Task => resource.resourceType === "Task")
        .map((task) =>
            of(
                task,
                byKey.get(task.for?.reference ?? "") as Patient | undefined,
                byKey.get(task.encounter?.reference ?? "") as Encounter | undefined,
                byKey.get(extension(task, WORK_PAYER)?.valueReference?.reference ?? "") as Organization | undefined,
            ),
        );
}

function of(task: Task, patient: Patient | undefined, encounter: Encounter | undefined, insurer: Organization | undefined): Case {
    const service = extension(task, WORK_SERVICE)?.valueCodeableConcept;
    const payer = extension(task, WORK_PAYER)?.valueReference;
    const held = task.status === "in-progress" || task.status === "on-hold";
    return {
        task,
        encounter: task.encounter?.reference?.split("/")[1] ?? "",
        patient: name(patient),
        birthDate: patient?.birthDate ?? "",
        seen: (encounter?.period?.end ?? encounter?.period?.start ?? "").slice(0, 10),
        route: code(task.businessStatus),
        urgent: task.priority === "urgent",
        service: service?.text ?? service?.coding?.[0]?.display ?? serviceWords(code(service)),
        payer: payer?.display ?? insurer?.name ?? payer?.reference ?? "",
        payerReference: payer?.reference ?? "",
        value: counted(extension(task, WORK_VALUE)?.valueQuantity),
        risk: counted(extension(task, WORK_RISK)?.valueQuantity),
        since: (task.authoredOn ?? "").slice(0, 10),
        owner: held ? who(task.owner) : "",
        until: held ? leaseEnd(task) : "",
    };
}

/** A number with its unit, which is a plural: `1 code`. */
function counted(quantity: Extension["valueQuantity"]): string {
    const { value, unit = "" } = quantity ?? {};
    return value === undefined ? "" : `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`.trim();
}

const extension = (task: Task, url: string): Extension | undefined => task.extension?.find((one) => one.url === url);

export const who = (reference: Reference | undefined): string => reference?.display ?? reference?.identifier?.value ?? reference?.reference ?? "";

/** Whether two references name one person. */
export function same(one: Reference | undefined, other: Reference): boolean {
    return one !== undefined && (other.reference ? one.reference === other.reference : one.identifier?.value === other.identifier?.value);
}

/** Until when a case is in somebody's hands; empty if it is in nobody's. */
export const leaseEnd = (task: Task): string => extension(task, REVIEW_LEASE)?.valueInstant ?? "";

/** Who else has a case to themselves at this moment; empty if nobody has. */
export function heldBy(task: Task, person: Reference): string {
    const held = task.status === "in-progress" || task.status === "on-hold";
    const until = leaseEnd(task);
    return held && !same(task.owner, person) && new Date(until) > new Date() ? who(task.owner) : "";
}

function name(patient: Patient | undefined): string {
    const first = patient?.name?.[0];
    return first?.text ?? ([...(first?.given ?? []), first?.family ?? ""].join(" ").trim() || "Unnamed patient");
}

/** The Task as it is to be stored when somebody takes it, or gives it back. */
export function taken(task: Task, person: Reference): Task {
    return { ...task, status: "in-progress", owner: person };
}

export function released(task: Task): Task {
    const { owner: _, ...rest } = task;
    return { ...rest, status: "ready" };
}
