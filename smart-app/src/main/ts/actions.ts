import type { Dropped, Line, Question } from "./chart/model";
import { isReadOnly, select, selectDropped, selectedLine, work, type Screen, type Store } from "./screen";
import { nextOpen } from "./work/work";
import { h } from "./view/element";
import { help, keyWords } from "./view/help";

/** Something that a reviewer can do, by a key or a button. */
export interface Action {
    readonly id: string;
    readonly keys: readonly string[];
    readonly title: string;
    readonly group: "Go" | "Decide" | "Claim" | "Case";
    isPossible(): boolean;
    run(): void;
}

/** What the actions need of the page. */
export interface Page {
    readonly store: Store;
    focusSelected(): void;
}

/** All that a reviewer can do. Keys, buttons and the help show this one list. */
export class Actions {
    readonly all: readonly Action[];

    constructor(private readonly page: Page) {
        this.all = this.list();
    }

    private get screen(): Screen {
        return this.page.store.now;
    }

    /** A button for an action. */
    button(id: string, words: string, look = ""): HTMLButtonElement {
        const action = this.all.find((one) => one.id === id);
        const key = action?.keys[0] ?? "";
        return h(
            "button",
            {
                type: "button",
                class: look,
                focus: `do-${id}`,
                disabled: !action?.isPossible(),
                title: `${action?.title ?? words} (${keyWords(key)})`,
                on: { click: () => action?.run() },
            },
            words,
            " ",
            h("kbd", { "aria-hidden": "true" }, keyWords(key)),
        );
    }

    /** What can be done with a line, the likeliest first. */
    buttons(_line: Line): HTMLElement {
        return h("div", { class: "acts" });
    }

    questionButtons(_question: Question): HTMLElement | undefined {
        return undefined;
    }

    droppedButtons(_dropped: Dropped): HTMLElement | undefined {
        return undefined;
    }

    private go(change: (screen: Screen) => Screen): void {
        this.page.store.set(change);
        this.page.focusSelected();
    }

    private step(by: 1 | -1): void {
        const { lines } = work(this.screen);
        const at = lines.findIndex((line) => line.id === this.screen.selected);
        const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
        this.go((screen) => select(screen, next?.id));
    }

    private list(): Action[] {
        const { store } = this.page;
        const always = (): boolean => true;
        const anyLine = (): boolean => work(store.now).lines.length > 0;
        return [
            { id: "next", keys: ["j", "arrowdown"], title: "Next code", group: "Go", isPossible: anyLine, run: () => this.step(1) },
            { id: "previous", keys: ["k", "arrowup"], title: "Previous code", group: "Go", isPossible: anyLine, run: () => this.step(-1) },
            {
                id: "next-open",
                keys: ["n"],
                title: "Next code to decide",
                group: "Go",
                isPossible: () => nextOpen(work(store.now), undefined) !== undefined,
                run: () => this.go((screen) => select(screen, nextOpen(work(screen), screen.selected)?.id)),
            },
            {
                id: "evidence",
                keys: ["e"],
                title: "Next evidence of the code",
                group: "Go",
                isPossible: () => (selectedLine(store.now)?.spans.length ?? 0) > 0,
                run: () => store.set((screen) => select(screen, screen.selected, (screen.span + 1) % (selectedLine(screen)?.spans.length ?? 1))),
            },
            { id: "words-after", keys: ["]"], title: "Next words with a code, in the note", group: "Go", isPossible: anyLine, run: () => this.words(1) },
            { id: "words-before", keys: ["["], title: "Words before", group: "Go", isPossible: anyLine, run: () => this.words(-1) },
            ...this.noteActions(),
            {
                id: "dropped",
                keys: ["d"],
                title: "Show what was read and not coded",
                group: "Go",
                isPossible: () => store.now.chart.dropped.length > 0,
                run: () => store.set((screen) => ({ ...screen, showDropped: !screen.showDropped, dropped: undefined })),
            },
            {
                id: "next-dropped",
                keys: ["m"],
                title: "Next mention that was not coded",
                group: "Go",
                isPossible: () => store.now.chart.dropped.length > 0,
                run: () => this.nextDropped(),
            },
            { id: "help", keys: ["?"], title: "Show these keys", group: "Case", isPossible: always, run: () => void help(this.all) },
        ];
    }

    private noteActions(): Action[] {
        const { store } = this.page;
        const { notes } = store.now.chart;
        if (notes.length < 2) {
            return [];
        }
        return [
            {
                id: "note",
                keys: notes.slice(0, 10).map((_, index) => String((index + 1) % 10)),
                title: "Note by its number",
                group: "Go",
                isPossible: () => false,
                run: () => undefined,
            },
            ...notes.slice(0, 10).map((note, index) => ({
                id: `note-${index}`,
                keys: [String((index + 1) % 10)],
                title: `Note ${index + 1}`,
                group: "Hidden" as "Go",
                isPossible: () => true,
                run: () => store.set((screen) => ({ ...screen, note: note.id })),
            })),
        ];
    }

    /** Goes along the evidence in the order of the text, from code to code. */
    private words(by: 1 | -1): void {
        const places = work(this.screen)
            .lines.flatMap((line) => line.spans.map((span, index) => ({ line, span, index })))
            .filter(({ span }) => span.note === this.screen.note)
            .sort((a, b) => a.span.begin - b.span.begin || a.span.end - b.span.end);
        const at = places.findIndex(({ line, index }) => line.id === this.screen.selected && index === this.screen.span);
        const next = places[(Math.max(at, by > 0 ? -1 : 0) + by + places.length) % places.length];
        if (next) {
            this.go((screen) => select(screen, next.line.id, next.index));
        }
    }

    private nextDropped(): void {
        const { dropped } = this.screen.chart;
        const at = dropped.findIndex((one) => one.id === this.screen.dropped);
        const next = dropped[(at + 1) % dropped.length];
        if (next) {
            this.page.store.set((screen) => selectDropped(screen, next.id));
        }
    }

    /** Whether the case may be worked on. */
    protected isWritable(): boolean {
        return !isReadOnly(this.screen);
    }
}
