import type { Chart, Line, OnAdmission, Question } from "../chart/model";
import { isInstitutional } from "../chart/model";
import type { Task } from "../fhir/resources";
import type { Refused } from "../fhir/server";
import { work, type Screen } from "../screen";
import { takeMine, type Conflict } from "../decision/merge";
import type { Ending } from "../decision/transaction";
import { isOpen, reported, type Work } from "../decision/work";
import { ask, picked, pickByKey, radios } from "./dialog";
import { h } from "./element";
import { leaseEnd, who } from "../worklist/case";
import { moment, ON_ADMISSION, REASONS, reasonWords } from "./words";

/** The small dialogs: each asks one thing, and one key answers most of them. */

export interface Reason {
    readonly reason: string;
    readonly text: string;
}

const byNumber = (_value: string, index: number): string => String(index + 1);

/** Why a code is rejected. */
export function whyRejected(line: Line): Promise<Reason | undefined> {
    return why(`Reject ${line.code.code}: why?`, "Reject", REASONS.reject);
}

function why(title: string, send: string, reasons: readonly (readonly [string, string])[], needsText = false): Promise<Reason | undefined> {
    const choices = radios("Reason", "reason", reasons, reasons[0]?.[0] ?? "", byNumber);
    const text = h("input", { type: "text", id: "reason-text", autocomplete: "off" });
    const said = h("p", { class: "problem", role: "alert" });
    let sendNow = (): void => undefined;
    pickByKey(choices, (value) => {
        if (value === "other" || needsText) {
            text.focus();
        } else {
            sendNow();
        }
    });
    return ask<Reason>({
        title,
        send,
        content: [choices, h("label", { class: "field", for: "reason-text" }, needsText ? "In your words" : "In your words (optional)", text), said],
        ready: (ready) => {
            sendNow = ready;
            choices.querySelector<HTMLInputElement>("input:checked")?.focus();
        },
        read: () => {
            const reason = picked(choices);
            if (text.value.trim() === "" && (needsText || reason === "other")) {
                said.textContent = "Say it in a few words.";
                text.focus();
                return undefined;
            }
            return { reason, text: text.value.trim() };
        },
    });
}

/** Whether a diagnosis was there on admission. */
export function onAdmission(line: Line): Promise<OnAdmission | undefined> {
    const values = Object.entries(ON_ADMISSION);
    const choices = radios("Present on admission", "poa", values, line.onAdmission, (value) => (value === "exempt" ? "1" : value));
    let sendNow = (): void => undefined;
    pickByKey(choices, () => sendNow());
    return ask<OnAdmission>({
        title: `${line.code.code}: present on admission?`,
        send: "Set",
        content: [choices],
        ready: (ready) => {
            sendNow = ready;
            (choices.querySelector<HTMLInputElement>("input:checked") ?? choices.querySelector("input"))?.focus();
        },
        read: () => (picked(choices) as OnAdmission) || undefined,
    });
}

/** What the author says to a question. */
export function answerTo(question: Question, before: string): Promise<string | undefined> {
    const text = h("textarea", { id: "answer-text", rows: 4 });
    text.value = before;
    return ask<string>({
        title: "Answer the question",
        send: "Answer",
        content: [h("p", {}, question.text), h("label", { class: "field", for: "answer-text" }, "What the author says, or where the chart says it", text)],
        read: () => text.value.trim() || undefined,
    });
}

/** The last look before the claim goes out; answers how the case ends. */
export async function attest(screen: Screen, toOpen: () => void): Promise<Ending | undefined> {
    const lines = reported(work(screen));
    const open = lines.filter(isOpen);
    if (open.length > 0) {
        const go = await ask<true>({
            title: open.length === 1 ? "One code is not decided" : `${open.length} codes are not decided`,
            send: "Go to the first",
            content: [summary(screen.chart, open)],
            read: () => true,
        });
        if (go) {
            toOpen();
        }
        return undefined;
    }
    if (lines.length === 0) {
        const reason = await why("Nothing to bill: close the case?", "Close", REASONS.reject, true);
        return reason ? { kind: "cancel", ...reason } : undefined;
    }
    const sure = await ask<true>({
        title: lines.length === 1 ? "Attest this code?" : `Attest these ${lines.length} codes?`,
        send: "Attest",
        content: [
            summary(screen.chart, lines),
            h("p", { class: "lead" }, "The claim becomes final under your name."),
            unanswered(screen) > 0 && h("p", { class: "problem" }, `${unanswered(screen)} ${unanswered(screen) === 1 ? "question is" : "questions are"} not answered.`),
        ],
        read: () => true,
    });
    return sure ? { kind: "attest" } : undefined;
}

function unanswered(screen: Screen): number {
    const codes = new Set(reported(work(screen)).flatMap((line) => [line.condition, line.suggestedCondition]));
    return screen.chart.questions.filter((one) => codes.has(one.condition) && !work(screen).answers[one.id]).length;
}

function summary(chart: Chart, lines: readonly Line[]): HTMLElement {
    return h(
        "ol",
        { class: "summary" },
        lines.map((line) =>
            h("li", {}, h("span", { class: "code" }, line.code.code), h("span", {}, line.code.display), h("span", { class: "tag" }, isInstitutional(chart) && line.onAdmission !== "" ? `POA ${line.onAdmission === "exempt" ? "exempt" : line.onAdmission.toUpperCase()}` : "")),
        ),
    );
}

const REOPEN = [
    ["correction", "The claim was wrong"],
    ["documentation-answered", "The author has answered"],
    ["denial", "A payer asks or refuses"],
    ["other", "Other"],
] as const;

export async function reopenClaim(): Promise<Ending | undefined> {
    const reason = await why("Reopen this claim: why?", "Reopen", REOPEN, true);
    return reason ? { kind: "reopen", ...reason } : undefined;
}

/** What two unrelated conditions have to do with each other: nothing, in the reviewer's words. */
export function unrelated(refusal: Refused): Promise<string | undefined> {
    const text = h("input", { type: "text", id: "unrelated-text", autocomplete: "off" });
    return ask<string>({
        title: "Two codes exclude each other",
        send: "Report both",
        content: [
            refusal.issues.map((issue) => h("p", {}, issue.text)),
            h("label", { class: "field", for: "unrelated-text" }, "They are unrelated because", text),
        ],
        read: () => text.value.trim() || undefined,
    });
}

/**
 * What the server has against it.
 *
 * @param task of the case as it is stored
 */
export function refused(refusal: Refused, task: Task): Promise<true | undefined> {
    const taken = refusal.is("taken");
    const until = leaseEnd(task);
    return ask<true>({
        title: taken ? "Somebody else has this case" : "The server did not take that",
        send: "Show what is stored",
        content: [
            taken && until !== ""
                ? h("p", {}, `${who(task.owner)} has it until ${moment(until)}. Then anybody can take it.`)
                : h("ul", { class: "problems" }, refusal.issues.map((issue) => h("li", {}, issue.text))),
            h("p", { class: "lead" }, taken ? "What you decided is not stored." : "Undo what it names, or show what is stored and go on from there."),
        ],
        read: () => true,
    });
}

/** Who is right, line by line, where two people decided differently. */
export async function settle(merged: Work, conflicts: readonly Conflict[], who: string): Promise<Work> {
    if (conflicts.length === 0) {
        return merged;
    }
    const choices = conflicts.map((conflict, index) =>
        radios(
            conflict.mine.code.code ?? "",
            `conflict-${index}`,
            [
                ["theirs", `${who}: ${conflict.theirs ? described(conflict.theirs) : "taken off the claim"}`],
                ["mine", `You: ${described(conflict.mine)}`],
            ],
            "theirs",
            (value) => (value === "mine" ? "y" : "t"),
        ),
    );
    await ask<true>({
        title: `${who} decided meanwhile`,
        send: "Go on with these",
        content: [h("p", { class: "lead" }, "What only one of you touched is kept. Here you differ:"), choices],
        read: () => true,
    });
    return conflicts.reduce((all, conflict, index) => (picked(choices[index] as HTMLFieldSetElement) === "mine" ? takeMine(all, conflict) : all), merged);
}

function described(line: Line): string {
    const { decision } = line;
    const reason = "reason" in decision && decision.reason !== "" ? ` (${reasonWords(decision.reason, decision.kind)})` : "";
    return `${line.code.code} ${decision.kind === "open" ? "undecided" : decision.kind}${reason}`;
}
