import type { Coding } from "../fhir/resources";
import type { Line, OnAdmission, Question, Span } from "../chart/model";

/** What a reviewer has decided so far: lines in claim order, and answers to questions. Never changed, only replaced. */
export interface Work {
    readonly lines: readonly Line[];
    /** By the question's id. */
    readonly answers: Readonly<Record<string, string>>;
}

/** One thing that a reviewer does. */
export interface Command {
    /** For the undo button and the screen reader, e.g. `I10 accepted`. */
    readonly label: string;
    apply(work: Work): Work;
}

export function begin(lines: readonly Line[], questions: readonly Question[]): Work {
    const answered = questions.filter((one) => one.answer !== "").map((one) => [one.id, one.answer]);
    return { lines, answers: Object.fromEntries(answered) as Record<string, string> };
}

/** Whether a line stands on the claim. */
export function isReported(line: Line): boolean {
    return line.decision.kind !== "rejected";
}

export function reported(work: Work): Line[] {
    return work.lines.filter(isReported);
}

export function isOpen(line: Line): boolean {
    return line.decision.kind === "open";
}

/** The line after another, by claim order, that waits for a decision; the first one if none comes after it. */
export function nextOpen(work: Work, after: string | undefined): Line | undefined {
    const start = work.lines.findIndex((line) => line.id === after);
    return work.lines.slice(start + 1).find(isOpen) ?? work.lines.find(isOpen);
}

const name = (code: Coding): string => code.code ?? "";

function replaced(work: Work, id: string, change: (line: Line) => Line): Work {
    return { ...work, lines: work.lines.map((line) => (line.id === id ? change(line) : line)) };
}

export function accept(line: Line): Command {
    return {
        label: `${name(line.suggestion?.code ?? line.code)} accepted`,
        apply: (work) => replaced(work, line.id, accepted),
    };
}

export function acceptAll(lines: readonly Line[]): Command {
    const ids = new Set(lines.map((line) => line.id));
    return {
        label: `${lines.length} codes accepted`,
        apply: (work) => ({ ...work, lines: work.lines.map((line) => (ids.has(line.id) ? accepted(line) : line)) }),
    };
}

function accepted(line: Line): Line {
    return { ...asSuggested(line), decision: { kind: "accepted" } };
}

/** A line of the engine as the engine gave it; a line that a person added as it is. */
function asSuggested(line: Line): Line {
    if (!line.suggestion || !line.suggestedCondition) {
        return line;
    }
    return { ...line, code: line.suggestion.code, condition: line.suggestedCondition, spans: line.suggestion.spans };
}

export function reject(line: Line, reason: string, text: string): Command {
    return {
        label: `${name(line.code)} rejected`,
        apply: (work) =>
            line.suggestion
                ? replaced(work, line.id, (one) => ({ ...asSuggested(one), decision: { kind: "rejected", reason, text } }))
                : { ...work, lines: work.lines.filter((one) => one.id !== line.id) },
    };
}

export function change(line: Line, code: Coding, reason: string, text: string): Command {
    return {
        label: `${name(line.code)} changed to ${name(code)}`,
        apply: (work) =>
            replaced(work, line.id, (one) => ({
                ...one,
                code,
                condition: "",
                decision: line.suggestion ? { kind: "changed", reason, text } : { kind: "added", reason, text },
            })),
    };
}

export function add(id: string, code: Coding, spans: readonly Span[], onAdmission: OnAdmission, reason: string, text: string): Command {
    const line: Line = { id, code, condition: "", spans, decision: { kind: "added", reason, text }, onAdmission };
    return {
        label: `${name(code)} added`,
        apply: (work) => ({ ...work, lines: [...reported(work), line, ...work.lines.filter((one) => !isReported(one))] }),
    };
}

/** Back to undecided. */
export function reopen(line: Line): Command {
    return {
        label: `${name(line.code)} undecided again`,
        apply: (work) => replaced(work, line.id, (one) => ({ ...asSuggested(one), decision: { kind: "open" } })),
    };
}

/**
 * Moves a line within the claim.
 *
 * @param by -1 up, 1 down, `first` to the top: the principal or first-listed diagnosis
 */
export function move(line: Line, by: -1 | 1 | "first"): Command {
    return {
        label: by === "first" ? `${name(line.code)} made first` : `${name(line.code)} moved ${by < 0 ? "up" : "down"}`,
        apply: (work) => {
            const lines = reported(work);
            const from = lines.findIndex((one) => one.id === line.id);
            const to = by === "first" ? 0 : from + by;
            const moved = lines[from];
            if (!moved || to < 0 || to >= lines.length || to === from) {
                return work;
            }
            lines.splice(from, 1);
            lines.splice(to, 0, moved);
            return { ...work, lines: [...lines, ...work.lines.filter((one) => !isReported(one))] };
        },
    };
}

export function setOnAdmission(line: Line, value: OnAdmission): Command {
    return {
        label: `${name(line.code)}: present on admission ${value.toUpperCase()}`,
        apply: (work) => replaced(work, line.id, (one) => ({ ...one, onAdmission: value })),
    };
}

export function answer(question: Question, text: string): Command {
    return {
        label: "Question answered",
        apply: (work) => ({ ...work, answers: { ...work.answers, [question.id]: text } }),
    };
}

/** Whether two lines say the same. */
export function same(one: Line, other: Line): boolean {
    return (
        one.code.code === other.code.code &&
        one.onAdmission === other.onAdmission &&
        JSON.stringify(one.decision) === JSON.stringify(other.decision) &&
        JSON.stringify(one.spans) === JSON.stringify(other.spans)
    );
}
