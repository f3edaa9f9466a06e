import type { FhirServer } from "../fhir/server";
import { Refused } from "../fhir/server";
import * as names from "../fhir/names";
import {
    extensions,
    has,
    idOf,
    part,
    target,
    type Binary,
    type Claim,
    type Condition,
    type DetectedIssue,
    type DocumentReference,
    type Encounter,
    type Patient,
    type Provenance,
    type Task,
} from "../fhir/resources";
import type { Chart } from "./model";
import { chart } from "./read";

const MANY = "500";

/** The encounter has not been coded, or there is no such encounter for this reader. */
export class NothingToReview extends Error {
    /** @param known whether there is such an encounter */
    constructor(
        message: string,
        readonly known: boolean,
    ) {
        super(message);
    }
}

/** Texts never change under their id, so that a second reading of a chart need not fetch them again. */
const texts = new Map<string, Promise<Binary>>();

/**
 * Reads all that a reviewer sees of an encounter.
 *
 * @throws NothingToReview if there is none
 */
export async function load(server: FhirServer, encounterId: string): Promise<Chart> {
    const reference = `Encounter/${encounterId}`;
    const [[encounter], tasks, conditions, documents] = await Promise.all([
        server.search<Encounter>("Encounter", { _id: encounterId }),
        server.search<Task>("Task", { encounter: reference, _count: MANY }),
        server.search<Condition>("Condition", { encounter: reference, _count: MANY }),
        server.search<DocumentReference>("DocumentReference", { encounter: reference, _count: MANY }),
    ]);
    const task = tasks.find((one) => has(one.code, names.TASK_CODE, "review-coding"));
    if (!encounter || !task) {
        throw new NothingToReview(encounter ? "This encounter has not been coded yet." : "There is no such encounter here.", encounter !== undefined);
    }
    const claimId = idOf(task.focus);
    const [claim, patient, onClaim, onConditions] = await Promise.all([
        server.read<Claim>(`Claim/${claimId}`),
        present(server.read<Patient>(target(encounter.subject))),
        server.search<Provenance>("Provenance", { target: `Claim/${claimId}`, _count: MANY }),
        conditions.length === 0
            ? Promise.resolve([])
            : server.search<Provenance>("Provenance", { target: conditions.map((one) => `Condition/${one.id}`).join(","), _count: MANY }),
    ]);
    const provenances = [...new Map([...onClaim, ...onConditions].map((one) => [one.id, one])).values()];
    const inputs = (task.input ?? []).map((input) => target(input.valueReference));
    const [kept, issues] = await Promise.all([
        Promise.all(textIds(claim, provenances, inputs).map((id) => text(server, id))),
        Promise.all(inputs.filter((one) => one.startsWith("DetectedIssue/")).map((one) => server.read<DetectedIssue>(one))),
    ]);
    return chart({ encounter, patient, claim, task, conditions, provenances, texts: kept, documents, issues });
}

function textIds(claim: Claim, provenances: readonly Provenance[], inputs: readonly string[]): string[] {
    const ids = new Set(inputs.filter((one) => one.startsWith("Binary/")).map((one) => one.slice("Binary/".length)));
    for (const entity of provenances.flatMap((one) => one.entity ?? [])) {
        extensions(entity, names.DERIVATION_REFERENCE).forEach((one) => ids.add(idOf(part(one, "reference")?.valueReference)));
    }
    extensions(claim, names.DROPPED_CANDIDATE).forEach((one) => ids.add(idOf(part(one, "text")?.valueReference)));
    return [...ids].filter((id) => id !== "");
}

function text(server: FhirServer, id: string): Promise<Binary> {
    const known = texts.get(id);
    if (known) {
        return known;
    }
    const reading = server.read<Binary>(`Binary/${id}`);
    texts.set(id, reading);
    reading.catch(() => texts.delete(id));
    return reading;
}

async function present<R>(reading: Promise<R>): Promise<R | undefined> {
    try {
        return await reading;
    } catch (error) {
        if (error instanceof Refused && (error.status === 404 || error.status === 410)) {
            return undefined;
        }
        throw error;
    }
}
