import type { Note, Span } from "../chart/model";
import { noteOf, selectDropped, select, spanAt, work, type Screen, type Store } from "../screen";
import { isReported } from "../decision/work";
import { fill, h } from "./element";
import { day } from "./words";

/** A stretch of text with the same meaning from its first to its last character. */
interface Segment {
    readonly begin: number;
    readonly end: number;
    /** Lines and dropped mentions whose evidence it is part of. */
    readonly of: readonly string[];
    readonly heading: boolean;
}

interface Evidence {
    readonly id: string;
    readonly span: Span;
}

/** The left side: the notes of the encounter, one at a time, with evidence marked. */
export class NoteView {
    private readonly tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Notes" });
    private readonly text = h("div", { class: "text", id: "note-text", role: "tabpanel", tabindex: 0, focus: "note-text" });
    private readonly toggle = h("button", { type: "button", class: "quiet", focus: "dropped-toggle", "aria-keyshortcuts": "d" });
    readonly root = h("section", { class: "note", "aria-label": "Notes" }, h("div", { class: "note-bar" }, this.tabs, this.toggle), this.text);
    private shownTabs = "";
    private shownText = "";
    private marks: { element: HTMLElement; segment: Segment }[] = [];

    constructor(private readonly store: Store) {
        this.toggle.addEventListener("click", () => store.set((screen) => ({ ...screen, showDropped: !screen.showDropped, dropped: undefined })));
        this.text.addEventListener("click", (event) => this.pick(event));
        store.read((screen, before) => this.show(screen, before));
    }

    /** The words that a person has selected in the text; undefined if nothing is selected there. */
    selection(): Span | undefined {
        const selection = getSelection();
        const note = noteOf(this.store.now);
        if (!selection || selection.isCollapsed || !note || !this.text.contains(selection.anchorNode) || !this.text.contains(selection.focusNode)) {
            return undefined;
        }
        const range = selection.getRangeAt(0);
        const before = document.createRange();
        before.selectNodeContents(this.text);
        before.setEnd(range.startContainer, range.startOffset);
        const start = before.toString().length;
        const selected = range.toString();
        const words = selected.trim();
        if (words === "") {
            return undefined;
        }
        const begin = start + selected.indexOf(words);
        return { note: note.id, begin, end: begin + words.length, words };
    }

    /** Where the text is, for what begins with a place in it. */
    get textElement(): HTMLElement {
        return this.text;
    }

    /**
     * A place in the text as a place in the document.
     *
     * @param side of which of two neighbouring nodes it is, where it lies between them
     */
    place(offset: number, side: "before" | "after"): { node: Node; offset: number } | undefined {
        const walker = document.createTreeWalker(this.text, NodeFilter.SHOW_TEXT);
        let passed = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.nodeValue?.length ?? 0;
            if (offset < passed + length || (side === "before" && offset === passed + length)) {
                return { node, offset: offset - passed };
            }
            passed += length;
        }
        return undefined;
    }

    private show(screen: Screen, before: Screen | undefined): void {
        this.showTabs(screen);
        const evidence = evidenceIn(screen);
        const signature = JSON.stringify([screen.note, evidence.map((one) => [one.id, one.span.begin, one.span.end])]);
        const anew = signature !== this.shownText;
        if (anew) {
            this.shownText = signature;
            this.showText(noteOf(screen), evidence, before?.note === screen.note);
        }
        const at = spanAt(screen);
        const sought = screen.dropped ?? screen.selected ?? "";
        let first: HTMLElement | undefined;
        for (const { element, segment } of this.marks) {
            const here = at !== undefined && at.note === screen.note && segment.begin >= at.begin && segment.end <= at.end && segment.of.includes(sought);
            element.classList.toggle("of-line", segment.of.includes(sought));
            element.classList.toggle("here", here);
            first ??= here ? element : undefined;
        }
        const moved = before?.selected !== screen.selected || before?.span !== screen.span || before?.dropped !== screen.dropped || before?.note !== screen.note;
        if (first && moved) {
            bringIntoView(this.text, first);
        }
    }

    private showTabs(screen: Screen): void {
        const { notes, dropped } = screen.chart;
        const counts = notes.map((note) => work(screen).lines.filter((line) => isReported(line) && line.spans.some((span) => span.note === note.id)).length);
        const signature = JSON.stringify([screen.note, counts, screen.showDropped]);
        if (signature === this.shownTabs) {
            return;
        }
        this.shownTabs = signature;
        fill(
            this.tabs,
            notes.map((note, index) =>
                h(
                    "button",
                    {
                        type: "button",
                        role: "tab",
                        focus: `note-${note.id}`,
                        id: `tab-${note.id}`,
                        "aria-controls": "note-text",
                        "aria-selected": String(note.id === screen.note),
                        tabindex: note.id === screen.note ? 0 : -1,
                        on: {
                            click: () => this.store.set((now) => ({ ...now, note: note.id })),
                            keydown: (event) => this.alongTabs(event, index),
                        },
                    },
                    h("span", { class: "tab-title" }, note.title),
                    h("span", { class: "tab-date" }, [day(note.date), counts[index] ? `${counts[index]} ${counts[index] === 1 ? "code" : "codes"}` : "no code"].filter((word) => word !== "").join(" · ")),
                ),
            ),
        );
        this.toggle.setAttribute("aria-pressed", String(screen.showDropped));
        this.toggle.hidden = dropped.length === 0;
        fill(this.toggle, `Not coded (${dropped.length})`);
        this.text.setAttribute("aria-labelledby", `tab-${screen.note}`);
        this.tabs.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    private alongTabs(event: KeyboardEvent, index: number): void {
        const { notes } = this.store.now.chart;
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        const next = notes[(index + step + notes.length) % notes.length];
        if (step !== 0 && next) {
            event.preventDefault();
            this.store.set((now) => ({ ...now, note: next.id }));
            this.tabs.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
        }
    }

    private showText(note: Note | undefined, evidence: readonly Evidence[], keepPlace: boolean): void {
        const scrolled = keepPlace ? this.text.scrollTop : 0;
        this.marks = [];
        const dropped = new Set(this.store.now.chart.dropped.map((one) => one.id));
        fill(
            this.text,
            segments(note?.text ?? "", evidence).map((segment) => {
                const words = (note?.text ?? "").slice(segment.begin, segment.end);
                if (segment.of.length === 0) {
                    return segment.heading ? h("b", {}, words) : words;
                }
                const element = h("mark", { class: segment.of.every((id) => dropped.has(id)) ? "dropped" : "evidence" }, words);
                this.marks.push({ element, segment });
                return element;
            }),
        );
        this.text.scrollTop = scrolled;
    }

    /** A click on evidence goes to its code; a second click on words of several codes to the next of them. */
    private pick(event: MouseEvent): void {
        if (!getSelection()?.isCollapsed) {
            return;
        }
        const found = this.marks.find(({ element }) => element === event.target);
        if (!found) {
            return;
        }
        const ids = found.segment.of;
        const { selected, dropped } = this.store.now;
        const next = ids[(ids.indexOf(dropped ?? selected ?? "") + 1) % ids.length] ?? "";
        this.store.set((screen) => {
            if (screen.chart.dropped.some((one) => one.id === next)) {
                return selectDropped(screen, next);
            }
            const line = work(screen).lines.find((one) => one.id === next);
            const span = line?.spans.findIndex((one) => one.note === screen.note && one.begin <= found.segment.begin && one.end >= found.segment.end) ?? 0;
            return select(screen, next, Math.max(0, span));
        });
    }
}

function evidenceIn(screen: Screen): Evidence[] {
    const ofLines = work(screen)
        .lines.filter((line) => isReported(line) || line.id === screen.selected)
        .flatMap((line) => line.spans.map((span) => ({ id: line.id, span })));
    const ofDropped = screen.showDropped ? screen.chart.dropped.map((one) => ({ id: one.id, span: one.span })) : [];
    return [...ofLines, ...ofDropped].filter((one) => one.span.note === screen.note);
}

const HEADING = /^[ \t]*[A-Z][A-Z0-9 /&,()'-]{2,60}:/gm;

/** Cuts a text where evidence begins or ends. */
export function segments(text: string, evidence: readonly Evidence[]): Segment[] {
    const headings = [...text.matchAll(HEADING)].map((match) => [match.index, match.index + match[0].length] as const);
    const cuts = new Set([0, text.length]);
    evidence.forEach(({ span }) => cuts.add(span.begin).add(span.end));
    headings.forEach(([begin, end]) => cuts.add(begin).add(end));
    const places = [...cuts].filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
    return places.slice(0, -1).map((begin, index) => {
        const end = places[index + 1] ?? text.length;
        const of = evidence.filter(({ span }) => span.begin <= begin && span.end >= end).map((one) => one.id);
        return { begin, end, of: [...new Set(of)], heading: headings.some(([from, to]) => from <= begin && to >= end) };
    });
}

/** Scrolls a pane so that something in it stands in its upper middle; where it is seen already, nothing moves. */
function bringIntoView(pane: HTMLElement, element: HTMLElement): void {
    const outer = pane.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    const margin = Math.min(60, outer.height / 5);
    if (inner.top < outer.top + margin || inner.bottom > outer.bottom - margin) {
        pane.scrollTop += inner.top - outer.top - outer.height / 3;
    }
}
