import type { Line, Question, Span } from "../chart/model";
import { isInstitutional } from "../chart/model";
import type { CodeDetails, Details } from "../codes/details";
import { isReadOnly, select, selectDropped, work, type Screen, type Store } from "../screen";
import { isOpen, isReported } from "../decision/work";
import type { Actions } from "../actions";
import { append, fill, h, KeyedList, type Child } from "./element";
import { axisWords, droppedWords, ON_ADMISSION, percent, reasonWords, stepWords } from "./words";

/** The right side: codes in claim order, what was decided about each, and what was not coded. */
export class LinesView {
    private readonly list = h("ol", { class: "lines" });
    private readonly apart = h("ol", { class: "lines apart" });
    private readonly apartTitle = h("h2", {}, "Not on the claim");
    private readonly dropped = h("div", { class: "not-coded" });
    private readonly services = h("div", { class: "services" });
    private readonly empty = h("p", { class: "lead" }, "No code was found. Add one with +, or by selecting words of the note.");
    readonly root = h("section", { class: "codes", "aria-label": "Codes", tabindex: -1 }, this.empty, this.list, this.apartTitle, this.apart, this.services, this.dropped);
    private readonly onClaim: KeyedList<Line>;
    private readonly offClaim: KeyedList<Line>;
    private readonly awaited = new Map<string, HTMLElement>();
    private readonly versions = new WeakMap<Line, number>();
    private newest = 0;
    private shownDropped = "";
    private places: ReadonlyMap<string, number> = new Map();

    constructor(
        private readonly store: Store,
        private readonly details: Details,
        private readonly actions: Actions,
    ) {
        const key = (line: Line): string => line.id;
        const signature = (line: Line): string => this.signature(store.now, line);
        const make = (line: Line): HTMLElement => this.line(store.now, line);
        this.onClaim = new KeyedList(this.list, key, signature, make);
        this.offClaim = new KeyedList(this.apart, key, signature, make);
        store.read((screen, before) => this.show(screen, before));
    }

    /** Fills in the details of codes that were on their way when their lines were shown. */
    refresh(): void {
        for (const [code, place] of this.awaited) {
            const details = this.details.of(code);
            if (details) {
                this.awaited.delete(code);
                append(place, [tabularNotes(details)]);
            }
        }
    }

    focusSelected(): void {
        this.root.querySelector<HTMLElement>("li.selected > .head")?.focus({ preventScroll: true });
    }

    private show(screen: Screen, before: Screen | undefined): void {
        const { lines } = work(screen);
        this.places = new Map(lines.filter(isReported).map((line, index) => [line.id, index]));
        this.onClaim.show(lines.filter(isReported));
        const off = lines.filter((line) => !isReported(line));
        this.offClaim.show(off);
        this.apartTitle.hidden = off.length === 0;
        this.empty.hidden = lines.length > 0;
        this.showServices(screen, before);
        this.showDropped(screen);
        if (before?.selected !== screen.selected || before?.history.now !== screen.history.now || before?.dropped !== screen.dropped) {
            const at = this.root.querySelector<HTMLElement>(screen.dropped ? "li.mention.selected" : "li.line.selected");
            at?.scrollIntoView({ block: "nearest" });
        }
    }

    /** Differs whenever the line must be shown anew. A line is the same object as long as nothing was decided about it. */
    private signature(screen: Screen, line: Line): string {
        const selected = line.id === screen.selected;
        const place = this.places.get(line.id) ?? -1;
        const answers = questionsOf(screen, line).map((one) => work(screen).answers[one.id] ?? "");
        const last = this.places.size - 1;
        return JSON.stringify([this.version(line), place, selected, selected && [screen.span, place === last], isReadOnly(screen), answers]);
    }

    private version(line: Line): number {
        let version = this.versions.get(line);
        if (version === undefined) {
            version = ++this.newest;
            this.versions.set(line, version);
        }
        return version;
    }

    private line(screen: Screen, line: Line): HTMLElement {
        const selected = line.id === screen.selected;
        const place = this.places.get(line.id) ?? -1;
        const questions = isReported(line) ? questionsOf(screen, line).filter((one) => !work(screen).answers[one.id]) : [];
        return h(
            "li",
            { class: `line ${line.decision.kind}${selected ? " selected" : ""}` },
            h(
                "button",
                {
                    type: "button",
                    class: "head",
                    focus: `line-${line.id}`,
                    "aria-expanded": String(selected),
                    on: { click: () => this.store.set((now) => select(now, line.id)) },
                },
                h("span", { class: "place" }, place < 0 ? "–" : String(place + 1)),
                h("span", { class: "code" }, line.code.code),
                h("span", { class: "title" }, line.code.display),
                h("span", { class: "marks" }, marks(screen, line, place, questions), state(line)),
            ),
            selected && this.body(screen, line),
        );
    }

    private body(screen: Screen, line: Line): HTMLElement {
        return h(
            "div",
            { class: "body" },
            evidence(screen, line, this.store),
            !isReadOnly(screen) && this.actions.buttons(line),
            questionsOf(screen, line).map((one) => this.question(screen, one)),
            choice(line),
            why(line),
            this.notes(line),
        );
    }

    private question(screen: Screen, question: Question): HTMLElement {
        const answer = work(screen).answers[question.id];
        return h(
            "div",
            { class: answer ? "question answered" : "question" },
            h("p", {}, h("b", {}, `Question: ${axisWords(question)}. `), question.text),
            answer ? h("p", {}, h("b", {}, "Answer: "), answer) : undefined,
            !isReadOnly(screen) && this.actions.questionButtons(question),
        );
    }

    private notes(line: Line): Child {
        const code = line.code.code ?? "";
        const details = this.details.of(code);
        if (details) {
            return tabularNotes(details);
        }
        const place = h("div", { class: "awaited" });
        this.awaited.set(code, place);
        return place;
    }

    private showServices(screen: Screen, before: Screen | undefined): void {
        if (before?.chart === screen.chart) {
            return;
        }
        const { services } = screen.chart;
        this.services.hidden = services.length === 0;
        fill(
            this.services,
            h("h2", {}, "Services"),
            h(
                "table",
                {},
                h("thead", {}, h("tr", {}, ["Line", "Code", "Modifiers", "Diagnoses", "Units"].map((title) => h("th", { scope: "col" }, title)))),
                h(
                    "tbody",
                    {},
                    services.map((one) =>
                        h(
                            "tr",
                            {},
                            h("td", {}, one.sequence),
                            h("td", {}, h("span", { class: "code" }, one.code), " ", one.display),
                            h("td", {}, one.modifiers.join(" ")),
                            h("td", {}, one.diagnoses.join(", ")),
                            h("td", {}, one.units),
                        ),
                    ),
                ),
            ),
        );
    }

    private showDropped(screen: Screen): void {
        const signature = JSON.stringify([screen.showDropped, screen.dropped, screen.chart.dropped.length]);
        if (signature === this.shownDropped) {
            return;
        }
        this.shownDropped = signature;
        this.dropped.hidden = !screen.showDropped || screen.chart.dropped.length === 0;
        fill(
            this.dropped,
            h("h2", {}, "Read, and not coded"),
            h(
                "ul",
                {},
                screen.chart.dropped.map((one) =>
                    h(
                        "li",
                        { class: one.id === screen.dropped ? "mention selected" : "mention" },
                        h(
                            "button",
                            {
                                type: "button",
                                class: "head",
                                focus: one.id,
                                "aria-pressed": String(one.id === screen.dropped),
                                on: { click: () => this.store.set((now) => selectDropped(now, one.id)) },
                            },
                            h("span", { class: "code" }, one.code),
                            h("span", { class: "title" }, one.display),
                            h("span", { class: "reason" }, droppedWords(one)),
                            h("span", { class: "detail" }, h("q", {}, one.span.words), one.detail && ` ${one.detail}`),
                        ),
                        one.id === screen.dropped && !isReadOnly(screen) && this.actions.droppedButtons(one),
                    ),
                ),
            ),
        );
    }
}

function tabularNotes(details: CodeDetails): Child {
    if (details.notes.length === 0) {
        return undefined;
    }
    return h(
        "details",
        { class: "tabular" },
        h("summary", { focus: "tabular" }, `Tabular notes: ${details.notes.map((one) => one.kind).join(", ")}`),
        h(
            "dl",
            {},
            details.notes.map((one) => [h("dt", {}, one.kind), one.texts.map((text) => h("dd", {}, text))]),
        ),
    );
}

function questionsOf(screen: Screen, line: Line): Question[] {
    return screen.chart.questions.filter((one) => one.condition === line.suggestedCondition || one.condition === line.condition);
}

function marks(screen: Screen, line: Line, place: number, questions: readonly Question[]): Child[] {
    const { confidence } = line.suggestion ?? {};
    return [
        questions.length > 0 && h("span", { class: "tag ask" }, "question"),
        place === 0 && h("span", { class: "tag" }, isInstitutional(screen.chart) ? "principal" : "first listed"),
        place >= 0 && isInstitutional(screen.chart) && line.onAdmission !== "" &&
            h("span", { class: "tag", title: `Present on admission: ${ON_ADMISSION[line.onAdmission]}` }, line.onAdmission === "exempt" ? "POA exempt" : `POA ${line.onAdmission.toUpperCase()}`),
        confidence !== undefined && (isOpen(line) || line.id === screen.selected) && h("span", { class: `sure ${band(confidence)}`, title: "How sure the engine is" }, percent(confidence)),
        confidence === undefined && h("span", { class: "tag" }, "by hand"),
    ];
}

/** Where a reviewer should look twice. */
export function band(confidence: number): "high" | "fair" | "low" {
    return confidence >= 0.9 ? "high" : confidence >= 0.7 ? "fair" : "low";
}

const STATES: Record<Line["decision"]["kind"], readonly [string, string]> = {
    open: ["", "to decide"],
    accepted: ["✓", "accepted"],
    changed: ["⇄", "changed"],
    added: ["+", "added"],
    rejected: ["✕", "rejected"],
};

function state(line: Line): Child {
    const [sign, words] = STATES[line.decision.kind];
    return h("span", { class: line.decision.kind === "open" ? "state hidden" : "state" }, h("span", { "aria-hidden": "true" }, sign), " ", words);
}

const CONTEXT = 42;

function evidence(screen: Screen, line: Line, store: Store): Child {
    if (line.spans.length === 0) {
        return undefined;
    }
    return h(
        "ul",
        { class: "quotes", "aria-label": "Evidence" },
        line.spans.map((span, index) => {
            const note = screen.chart.notes.find((one) => one.id === span.note);
            const [before, after] = around(note?.text ?? "", span);
            return h(
                "li",
                {},
                h(
                    "button",
                    {
                        type: "button",
                        class: "quote",
                        focus: `quote-${index}`,
                        "aria-pressed": String(index === screen.span),
                        on: { click: () => store.set((now) => select(now, line.id, index)) },
                    },
                    before,
                    h("mark", {}, span.words),
                    after,
                    screen.chart.notes.length > 1 && h("span", { class: "source" }, note?.title),
                ),
            );
        }),
    );
}

/** The words before and after, whole words of the same line. */
function around(text: string, span: Span): [string, string] {
    const begin = Math.max(0, span.begin - CONTEXT);
    const before = text.slice(begin, span.begin).split("\n").pop() ?? "";
    const after = text.slice(span.end, span.end + CONTEXT).split("\n")[0] ?? "";
    const cutBefore = begin > 0 && before.length === CONTEXT;
    const cutAfter = after.length === CONTEXT && span.end + CONTEXT < text.length;
    return [cutBefore ? before.replace(/^\S*\s/, "… ") : before.trimStart(), cutAfter ? after.replace(/\s\S*$/, " …") : after.trimEnd()];
}

/** What a person chose, beside what the engine said. */
function choice(line: Line): Child {
    const { decision, suggestion } = line;
    const why = "reason" in decision ? [reasonWords(decision.reason, decision.kind), decision.text].filter((word) => word !== "").join(": ") : "";
    return [
        why !== "" && h("p", { class: "choice" }, h("b", {}, decision.kind === "rejected" ? "Rejected. " : decision.kind === "added" ? "Added. " : "Changed. "), why),
        suggestion && suggestion.code.code !== line.code.code &&
            h("p", { class: "suggested" }, h("b", {}, "Engine: "), h("span", { class: "code" }, suggestion.code.code), ` ${suggestion.code.display ?? ""} `, h("span", { class: "sure" }, percent(suggestion.confidence))),
        suggestion?.withdrawn && h("p", { class: "suggested" }, "The engine does not find this code in the newest documents any more."),
    ];
}

/** How the engine came to the code: as a coder would, Index first; what made it sure comes last and folded. */
function why(line: Line): Child {
    const steps = line.suggestion?.steps ?? [];
    if (steps.length === 0) {
        return undefined;
    }
    const rules = steps.filter((step) => step.kind === "guideline");
    const confidence = steps.filter((step) => step.kind === "confidence");
    const before = steps.filter((step) => step.kind !== "guideline" && step.kind !== "confidence");
    return h(
        "div",
        {},
        h(
            "dl",
            { class: "why" },
            before.map((step) => [h("dt", {}, stepWords(step.kind)), h("dd", {}, step.detail)]),
            rules.length > 0 && [h("dt", {}, rules.length === 1 ? "Rule" : "Rules"), rules.map((rule) => h("dd", {}, ruleWords(rule.detail)))],
        ),
        confidence.length > 0 &&
            h(
                "details",
                {},
                h("summary", { focus: "confidence" }, `What makes it ${percent(line.suggestion?.confidence ?? 0)} sure`),
                h(
                    "ul",
                    { class: "features" },
                    confidence.flatMap((step) => step.detail.split(", ")).map((feature) => h("li", {}, feature)),
                ),
            ),
    );
}

/** `poa-exempt (Appendix I)` as words, with the place in the guidelines. */
function ruleWords(rule: string): Child {
    const [, name = rule, place = ""] = rule.match(/^(.*?)(?: \((.*)\))?$/) ?? [];
    const words = name.replaceAll("-", " ").replace(/^poa /, "POA ");
    return [words.charAt(0).toUpperCase() + words.slice(1), place !== "" && h("span", { class: "place-in-guidelines" }, place)];
}
