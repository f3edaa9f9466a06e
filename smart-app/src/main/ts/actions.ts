import { isInstitutional, type Dropped, type Line, type Question, type Span } from "./chart/model";
import { isReadOnly, noteOf, select, selectDropped, selectedLine, spanAt, work, type Screen, type Store } from "./screen";
import type { Saver } from "./decision/saver";
import * as commands from "./decision/work";
import { h } from "./view/element";
import { help, keyWords } from "./view/help";
import type { NoteView } from "./view/note";
import * as questions from "./view/questions";
import type { CodeSearch } from "./view/search";
import { REASONS } from "./view/words";
import { WordCursor } from "./view/wordcursor";

/** Something that a reviewer can do, by a key or a button. */
export interface Action {
    readonly id: string;
    readonly keys: readonly string[];
    readonly title: string;
    readonly group: "Go" | "Decide" | "Claim" | "Case";
    /** In no list: said by another action of the same kind. */
    readonly hidden?: boolean;
    isPossible(): boolean;
    run(): void;
}

/** What the actions need of the page. */
export interface Page {
    readonly store: Store;
    readonly saver: Saver;
    readonly search: CodeSearch;
    readonly note: NoteView;
    focusSelected(): void;
    say(words: string): void;
}

/** From here on the engine is so seldom wrong that its codes may be accepted together, after a look at each. */
const SURE = 0.9;

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
                // Arrows say nothing to a screen reader.
                "aria-label": /\p{L}/u.test(words) ? undefined : action?.title,
                on: { click: () => action?.run() },
            },
            words,
            " ",
            h("kbd", { "aria-hidden": "true" }, keyWords(key)),
        );
    }

    /** What can be done with a line, the likeliest first. */
    buttons(line: Line): HTMLElement {
        const open = commands.isOpen(line);
        const reported = commands.isReported(line);
        return h(
            "div",
            { class: "acts" },
            line.suggestion && line.decision.kind !== "accepted" && this.button("accept", "Accept", open ? "main" : ""),
            this.button("change", "Change"),
            reported && this.button("reject", line.suggestion ? "Reject" : "Remove"),
            !open && line.suggestion && this.button("undecide", "Undecide"),
            reported &&
                h(
                    "span",
                    { class: "lesser" },
                    isInstitutional(this.screen.chart) && this.button("poa", "POA"),
                    commands.reported(work(this.screen))[0]?.id !== line.id && this.button("first", isInstitutional(this.screen.chart) ? "Principal" : "First"),
                    this.button("up", "↑"),
                    this.button("down", "↓"),
                ),
        );
    }

    questionButtons(question: Question): HTMLElement {
        const answered = Boolean(work(this.screen).answers[question.id]);
        return h("div", { class: "acts" }, this.button("answer", answered ? "Change the answer" : "Answer"));
    }

    droppedButtons(_dropped: Dropped): HTMLElement {
        return h("div", { class: "acts" }, this.button("add", "Code it anyway"));
    }

    /** Adds a code for words that were selected in the note. */
    async addFor(span: Span | undefined, words: string): Promise<void> {
        const { page } = this;
        const picked = await page.search.pick({
            title: span ? `Add a code for “${span.words.length > 60 ? `${span.words.slice(0, 60)}…` : span.words}”` : "Add a code",
            send: "Add",
            words,
            reasons: span ? REASONS.add.filter(([reason]) => reason !== "clinical-knowledge") : REASONS.add.filter(([reason]) => reason !== "missed"),
            reason: () => (span ? "missed" : "clinical-knowledge"),
            taken: this.codes(),
            hasEvidence: span !== undefined,
        });
        if (!picked) {
            return;
        }
        const rejected = work(this.screen).lines.find((line) => line.suggestion?.code.code === picked.code.code && !commands.isReported(line));
        if (rejected) {
            this.do(commands.accept(rejected), rejected.id);
            return;
        }
        const id = `urn:uuid:page-${Date.now()}`;
        const admitted = !isInstitutional(this.screen.chart) ? "" : picked.poaExempt ? "exempt" : "y";
        this.do(commands.add(id, picked.code, span ? [span] : [], admitted, picked.reason, picked.text), id);
    }

    private go(change: (screen: Screen) => Screen): void {
        letGo();
        this.page.store.set(change);
        this.page.focusSelected();
    }

    /** Does something that undo takes back, and goes to where the reviewer looks next. */
    private do(command: commands.Command, then?: string): void {
        const { page } = this;
        letGo();
        page.store.set((screen) => {
            const done = { ...screen, history: screen.history.do(command) };
            return then === undefined ? done : select(done, then);
        });
        page.say(command.label);
        page.focusSelected();
    }

    /** Decides, and goes on to the next code that waits. */
    private decide(line: Line, command: commands.Command): void {
        const wasOpen = commands.isOpen(line);
        const after = command.apply(work(this.screen));
        const next = wasOpen ? commands.nextOpen(after, line.id) : undefined;
        this.do(command, next?.id ?? line.id);
        if (wasOpen && !next) {
            this.page.say(`${command.label}. All codes are decided: attest with T.`);
        }
    }

    private codes(but?: Line): Set<string> {
        return new Set(
            commands
                .reported(work(this.screen))
                .filter((line) => line.id !== but?.id)
                .map((line) => line.code.code ?? ""),
        );
    }

    private async change(line: Line): Promise<void> {
        const from = line.code.code ?? "";
        const picked = await this.page.search.pick({
            title: `Change ${from} ${line.code.display ?? ""}`,
            send: "Change",
            words: from.split(".")[0] ?? "",
            reasons: REASONS.change,
            reason: (code) => (code.slice(0, 3) === from.slice(0, 3) ? "more-specific" : "wrong-code"),
            taken: this.codes(line),
            hasEvidence: line.spans.length > 0,
        });
        if (!picked || picked.code.code === from) {
            return;
        }
        const back = line.suggestion?.code.code === picked.code.code;
        this.decide(line, back ? commands.accept(line) : commands.change(line, picked.code, picked.reason, picked.text));
    }

    private async reject(line: Line): Promise<void> {
        const why = await questions.whyRejected(line);
        if (why) {
            this.decide(line, commands.reject(line, why.reason, why.text));
        }
    }

    private async poa(line: Line): Promise<void> {
        const value = await questions.onAdmission(line);
        if (value) {
            this.do(commands.setOnAdmission(line, value));
        }
    }

    private async answer(question: Question): Promise<void> {
        const text = await questions.answerTo(question, work(this.screen).answers[question.id] ?? "");
        if (text) {
            this.do(commands.answer(question, text));
        }
    }

    private async attest(): Promise<void> {
        const { page } = this;
        const ending = await questions.attest(page.store.now, () =>
            this.go((screen) => select(screen, commands.nextOpen(work(screen), undefined)?.id)),
        );
        if (ending && (await page.saver.flush(ending))) {
            page.say(ending.kind === "attest" ? "Attested" : "Closed");
        }
    }

    private async reopenClaim(): Promise<void> {
        const ending = await questions.reopenClaim();
        if (ending && (await this.page.saver.flush(ending))) {
            this.page.say("Reopened");
        }
    }

    private async release(): Promise<void> {
        await this.page.saver.release();
        this.page.say("Given back to the work list");
    }

    /** The questions of the selected line; of the whole case if it has none. */
    private question(): Question | undefined {
        const line = selectedLine(this.screen);
        const { questions: all } = this.screen.chart;
        return all.find((one) => one.condition === line?.suggestedCondition) ?? all.find((one) => !work(this.screen).answers[one.id]);
    }

    private add(): void {
        const { page, screen } = this;
        const dropped = screen.chart.dropped.find((one) => one.id === screen.dropped);
        const span = page.note.selection() ?? dropped?.span;
        void this.addFor(span, dropped && span === dropped.span ? dropped.code : (span?.words ?? ""));
    }

    private selectWords(): void {
        const { page } = this;
        const at = noteOf(page.store.now) && spanAt(page.store.now)?.note === page.store.now.note ? (spanAt(page.store.now)?.begin ?? 0) : 0;
        new WordCursor(page.note, (words) => page.say(words), () => this.add()).start(at);
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
                isPossible: () => commands.nextOpen(work(store.now), undefined) !== undefined,
                run: () => this.go((screen) => select(screen, commands.nextOpen(work(screen), screen.selected)?.id)),
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
            ...this.decisions(),
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
                group: "Go" as const,
                hidden: true,
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

    private decisions(): Action[] {
        const { store, saver } = this.page;
        const line = (): Line | undefined => (isReadOnly(store.now) ? undefined : selectedLine(store.now));
        const on = (
            group: Action["group"],
            id: string,
            keys: readonly string[],
            title: string,
            run: (line: Line) => void,
            fits: (line: Line) => boolean = () => true,
        ): Action => ({
            id,
            keys,
            title,
            group,
            isPossible: () => {
                const at = line();
                return at !== undefined && fits(at);
            },
            run: () => {
                const at = line();
                if (at) {
                    run(at);
                }
            },
        });
        const always = (group: Action["group"], id: string, keys: readonly string[], title: string, isPossible: () => boolean, run: () => void): Action => ({
            id,
            keys,
            title,
            group,
            isPossible: () => !isReadOnly(store.now) && isPossible(),
            run,
        });
        const reported = commands.isReported;
        const institutional = (): boolean => isInstitutional(store.now.chart);
        const first = (one: Line): boolean => commands.reported(work(store.now))[0]?.id === one.id;
        const sure = (): Line[] => work(store.now).lines.filter((one) => commands.isOpen(one) && (one.suggestion?.confidence ?? 0) >= SURE);
        return [
            on("Decide", "accept", ["a"], "Accept the code", (at) => this.decide(at, commands.accept(at)), (at) => at.suggestion !== undefined && at.decision.kind !== "accepted"),
            on("Decide", "change", ["c"], "Change the code", (at) => void this.change(at)),
            on("Decide", "reject", ["r"], "Reject the code", (at) => void this.reject(at), reported),
            on("Decide", "undecide", ["b"], "Back to undecided", (at) => this.do(commands.reopen(at)), (at) => at.suggestion !== undefined && !commands.isOpen(at)),
            always("Decide", "accept-sure", ["shift+a"], "Accept all that the engine is sure of (90 % and more)", () => sure().length > 0, () => this.do(commands.acceptAll(sure()))),
            always("Decide", "add", ["+", "i"], "Add a code: for the selected words, or by search", () => true, () => this.add()),
            always("Decide", "select-words", ["s"], "Select words in the note: arrows move, Shift widens, Enter adds", () => true, () => this.selectWords()),
            always("Decide", "answer", ["q"], "Answer a documentation question", () => this.question() !== undefined, () => {
                const question = this.question();
                if (question) {
                    void this.answer(question);
                }
            }),
            on("Claim", "first", ["f"], "Make it the principal or first-listed diagnosis", (at) => this.do(commands.move(at, "first")), (at) => reported(at) && !first(at)),
            on("Claim", "up", ["shift+k"], "Move it up", (at) => this.do(commands.move(at, -1)), (at) => reported(at) && !first(at)),
            on("Claim", "down", ["shift+j"], "Move it down", (at) => this.do(commands.move(at, 1)), (at) => reported(at) && commands.reported(work(store.now)).at(-1)?.id !== at.id),
            on("Claim", "poa", ["o"], "Present on admission", (at) => void this.poa(at), (at) => reported(at) && institutional()),
            always("Case", "undo", ["u", "ctrl+z"], "Undo", () => store.now.history.undoes !== undefined, () => this.undo()),
            always("Case", "redo", ["shift+u", "ctrl+shift+z"], "Do it again", () => store.now.history.redoes !== undefined, () => this.redo()),
            always("Case", "attest", ["t", "ctrl+enter"], "Attest", () => true, () => void this.attest()),
            always("Case", "save", ["w"], "Save now", () => store.now.saving.kind !== "saved", () => void saver.flush()),
            always("Case", "release", ["g"], "Give the case back", () => store.now.chart.task.status === "in-progress", () => void this.release()),
            {
                id: "reopen-claim",
                keys: ["shift+o"],
                title: "Reopen an attested claim",
                group: "Case",
                isPossible: () => store.now.chart.claim.status === "active",
                run: () => void this.reopenClaim(),
            },
        ];
    }

    private undo(): void {
        this.page.say(`Undone: ${this.screen.history.undoes ?? ""}`);
        this.go((screen) => ({ ...screen, history: screen.history.undo() }));
    }

    private redo(): void {
        this.page.say(`Done again: ${this.screen.history.redoes ?? ""}`);
        this.go((screen) => ({ ...screen, history: screen.history.redo() }));
    }
}

/** Leaves what has the focus before it is made anew: the focus goes elsewhere anyway, and each move of it lays the page out. */
function letGo(): void {
    if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
    }
}
