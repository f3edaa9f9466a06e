import type { Line } from "../chart/model";
import { isReported, same, type Work } from "./work";

/** A line about which two people decided differently. */
export interface Conflict {
    readonly mine: Line;
    /** Undefined if the other took the line away. */
    readonly theirs: Line | undefined;
}

export interface Merged {
    /** Holds the other's decision for each conflict. */
    readonly work: Work;
    readonly conflicts: readonly Conflict[];
}

/**
 * Joins what two people decided about one case: what only one of them touched is as that one left it.
 *
 * @param base what both began from
 * @param mine what was decided here and is not stored
 * @param theirs what is stored now
 */
export function merge(base: Work, mine: Work, theirs: Work): Merged {
    const before = named(base);
    const here = named(mine);
    const conflicts: Conflict[] = [];
    const lines: Line[] = [];
    for (const their of theirs.lines) {
        const old = find(before, their.id);
        const my = find(here, their.id);
        if (old && !my) {
            // Taken back here: goes, unless they changed it meanwhile.
            if (!same(old, their)) {
                lines.push(their);
            }
        } else if (!my || (old && same(old, my)) || same(my, their)) {
            lines.push(their);
        } else if (old && same(old, their)) {
            lines.push(my);
        } else {
            conflicts.push({ mine: my, theirs: their });
            lines.push(their);
        }
    }
    for (const my of here.lines.filter((line) => !find(theirs, line.id))) {
        const old = find(before, my.id);
        const twice = theirs.lines.some((line) => line.code.code === my.code.code && isReported(line));
        if (!old && !twice) {
            lines.push(my);
        } else if (old && !same(old, my) && my.decision.kind !== "rejected") {
            conflicts.push({ mine: my, theirs: undefined });
        }
    }
    return { work: { lines: ordered(lines, order(before) === order(here) ? theirs : here), answers: { ...theirs.answers, ...changed(base, mine) } }, conflicts };
}

/** Takes the side of the one who sits here, in a conflict. */
export function takeMine(work: Work, conflict: Conflict): Work {
    const there = work.lines.some((line) => line.id === conflict.mine.id);
    return {
        ...work,
        lines: there ? work.lines.map((line) => (line.id === conflict.mine.id ? conflict.mine : line)) : [...work.lines, conflict.mine],
    };
}

/** Lines under the ids that they have after a new reading. */
function named(work: Work): Work {
    return { ...work, lines: work.lines.map((line) => (line.id.startsWith("urn:") && line.condition !== "" ? { ...line, id: line.condition } : line)) };
}

function find(work: Work, id: string): Line | undefined {
    return work.lines.find((line) => line.id === id);
}

function order(work: Work): string {
    return work.lines
        .filter(isReported)
        .map((line) => line.id)
        .join();
}

function ordered(lines: readonly Line[], like: Work): Line[] {
    const place = (line: Line): number => {
        const at = like.lines.findIndex((one) => one.id === line.id);
        return at < 0 ? Number.MAX_SAFE_INTEGER : at;
    };
    const sorted = [...lines].sort((a, b) => place(a) - place(b));
    return [...sorted.filter(isReported), ...sorted.filter((line) => !isReported(line))];
}

function changed(base: Work, mine: Work): Record<string, string> {
    return Object.fromEntries(Object.entries(mine.answers).filter(([id, answer]) => base.answers[id] !== answer));
}
