import { load } from "../chart/load";
import type { Chart, Note } from "../chart/model";
import { Refused, Unreachable, type FhirServer } from "../fhir/server";
import type { Reference } from "../fhir/resources";
import { isReadOnly, open, select, work, type Screen, type Store } from "../screen";
import { History } from "./history";
import { merge, type Conflict } from "./merge";
import { transaction, type Decided, type Ending, type Unrelated } from "./transaction";
import { begin, type Work } from "./work";

/** Asked when the server has something against what it is told. */
export interface Arbiter {
    /** Somebody else has changed the case; answers what holds where both decided. */
    settle(merged: Work, conflicts: readonly Conflict[], chart: Chart): Promise<Work>;
    /** The server refused what was decided, or how the case was to end. */
    refused(error: Refused, ending: Ending | undefined): void;
}

const IDLE_MILLIS = 1200;
const KEEP_MILLIS = 4 * 60_000;
const RETRY_MILLIS = 5000;
const MOST_TRIES = 5;

/**
 * Tells the server what was decided, a moment after the last decision.
 *
 * <p>Work in progress lies on the server as decisions that are not attested, and nowhere else: nothing of a patient stays in the browser, a colleague
 * finds the case as it was left, and the versions of Claim and Task tell two reviewers of one another.
 */
export class Saver {
    private saved: Work;
    private timer = 0;
    private running: Promise<boolean> | undefined;
    private readonly hashes = new Map<string, string>();

    constructor(
        private readonly store: Store,
        private readonly server: FhirServer,
        private readonly who: Reference,
        private readonly arbiter: Arbiter,
    ) {
        this.saved = work(store.now);
        store.read((screen, before) => {
            if (before && before.history.now !== screen.history.now && screen.history.now !== this.saved) {
                this.later(IDLE_MILLIS);
            }
        });
        window.setInterval(() => void this.keep(), KEEP_MILLIS);
        document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "hidden" && this.store.now.saving.kind === "waiting") {
                void this.flush();
            }
        });
        window.addEventListener("beforeunload", (event) => {
            if (this.store.now.saving.kind !== "saved") {
                event.preventDefault();
            }
        });
    }

    /** Tells all that was decided; answers whether the server has taken it. */
    async flush(ending?: Ending, unrelated: readonly Unrelated[] = []): Promise<boolean> {
        window.clearTimeout(this.timer);
        while (this.running) {
            await this.running;
        }
        this.running = this.send(ending, unrelated);
        try {
            return await this.running;
        } finally {
            this.running = undefined;
            if (this.store.now.saving.kind === "saved" && work(this.store.now) !== this.saved) {
                this.later(IDLE_MILLIS);
            }
        }
    }

    /** Shows the case as the server has it; what was not stored is forgotten. */
    async reload(): Promise<void> {
        const chart = await load(this.server, this.store.now.chart.encounter.id ?? "");
        this.restart(chart, undefined);
    }

    /** Gives the case back to the work list. */
    async release(): Promise<void> {
        await this.flush();
        const { chart } = this.store.now;
        const { owner: _owner, ...task } = chart.task;
        const concurrent = chart.claim.extension?.some((one) => one.valueCode === "concurrent");
        const stored = await this.server.update({ ...task, status: concurrent ? "draft" : "ready" }, chart.task.meta?.versionId ?? "");
        this.store.set((screen) => ({ ...screen, chart: { ...screen.chart, task: stored } }));
    }

    private later(millis: number): void {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.flush(), millis);
        this.tell({ kind: "waiting" });
    }

    private tell(saving: Screen["saving"]): void {
        if (this.store.now.saving.kind !== saving.kind || saving.kind === "failed") {
            this.store.set((screen) => ({ ...screen, saving }));
        }
    }

    private async send(ending: Ending | undefined, unrelated: readonly Unrelated[], tries = 0): Promise<boolean> {
        const now = work(this.store.now);
        const { chart } = this.store.now;
        const what = transaction(await this.decided(chart, now, ending, unrelated));
        if (!what) {
            this.saved = now;
            this.tell({ kind: "saved" });
            return true;
        }
        this.tell({ kind: "saving" });
        try {
            const { chart: stored, conditions } = what.taken(await this.server.transaction(what.bundle));
            const known = (one: Work): Work => ({
                ...one,
                lines: one.lines.map((line) => {
                    const id = conditions.get(line.id);
                    const sent = now.lines.find((other) => other.id === line.id);
                    return line.condition === "" && id && sent?.code.code === line.code.code ? { ...line, condition: id } : line;
                }),
            });
            this.saved = known(now);
            this.store.set((screen) => {
                const history = screen.history.map(known);
                if (screen.history.now === now) {
                    this.saved = history.now;
                }
                return { ...screen, chart: stored, history, saving: { kind: "saved" } };
            });
            if (ending) {
                await this.reload();
            }
            return true;
        } catch (error) {
            return this.failed(error, ending, unrelated, tries);
        }
    }

    private async decided(chart: Chart, now: Work, ending: Ending | undefined, unrelated: readonly Unrelated[]): Promise<Decided> {
        for (const note of chart.notes) {
            this.hashes.set(note.id, note.hash || (this.hashes.get(note.id) ?? (await sha256(note.text))));
        }
        return {
            chart,
            saved: this.saved,
            now,
            who: this.who,
            at: new Date(),
            ...(ending ? { ending } : {}),
            unrelated,
            urn: () => `urn:uuid:${uuid()}`,
            hash: (note: Note) => this.hashes.get(note.id) ?? "",
        };
    }

    private async failed(error: unknown, ending: Ending | undefined, unrelated: readonly Unrelated[], tries: number): Promise<boolean> {
        if (isStale(error) && tries < MOST_TRIES) {
            await this.join();
            return this.send(ending, unrelated, tries + 1);
        }
        // What was decided may be stored all the same, and the end alone refused.
        const stored = ending !== undefined && work(this.store.now) === this.saved;
        this.tell(stored ? { kind: "saved" } : { kind: "failed", text: error instanceof Error ? error.message : "" });
        if (error instanceof Unreachable || (error instanceof Refused && error.status >= 500)) {
            this.timer = window.setTimeout(() => void this.flush(), RETRY_MILLIS);
        } else if (error instanceof Refused) {
            this.arbiter.refused(error, ending);
        } else {
            throw error;
        }
        return false;
    }

    /** Somebody else wrote first: reads again, and joins both. */
    private async join(): Promise<void> {
        const chart = await load(this.server, this.store.now.chart.encounter.id ?? "");
        const { work: merged, conflicts } = merge(this.saved, work(this.store.now), begin(chart.lines, chart.questions));
        this.restart(chart, await this.arbiter.settle(merged, conflicts, chart));
        // What was joined is sent at once by who asked for it, and not a second time a moment later.
        window.clearTimeout(this.timer);
    }

    private restart(chart: Chart, decided: Work | undefined): void {
        this.saved = begin(chart.lines, chart.questions);
        this.store.set((screen) => {
            const anew = open(chart);
            const history = decided && !isReadOnly(anew) ? History.of(decided) : History.of(this.saved);
            const stays = history.now.lines.some((line) => line.id === screen.selected);
            const read: Screen = { ...screen, chart, history, span: 0, dropped: undefined, saving: { kind: "saved" } };
            return stays ? read : select(read, anew.selected);
        });
    }

    /** Keeps the case ours while somebody works on it. */
    private async keep(): Promise<void> {
        const { chart, saving } = this.store.now;
        if (document.visibilityState !== "visible" || chart.task.status !== "in-progress" || saving.kind !== "saved" || this.running) {
            return;
        }
        try {
            const task = await this.server.update(chart.task, chart.task.meta?.versionId ?? "");
            this.store.set((screen) => ({ ...screen, chart: { ...screen.chart, task } }));
        } catch {
            // The next decision tells what is wrong, with something to do about it.
        }
    }
}

/** Somebody else has written: some servers say so with 409, which here means other things as well. */
function isStale(error: unknown): boolean {
    return error instanceof Refused && (error.status === 412 || (error.status === 409 && !error.is("taken") && !error.is("attested")));
}

function uuid(): string {
    // randomUUID is there on secure pages alone, and a first look may be over plain HTTP.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}

async function sha256(text: string): Promise<string> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
