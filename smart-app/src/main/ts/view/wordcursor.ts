import type { NoteView } from "./note";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.%/-]*/gu;

/** Selects words of the note by keyboard: arrows move word by word and line by line, Shift widens, Enter takes, Escape leaves. */
export class WordCursor {
    private readonly words: readonly { begin: number; end: number }[];
    private first = 0;
    private last = 0;

    constructor(
        private readonly note: NoteView,
        private readonly say: (words: string) => void,
        private readonly take: () => void,
    ) {
        const text = note.textElement.textContent ?? "";
        this.words = [...text.matchAll(WORD)].map((match) => ({ begin: match.index, end: match.index + match[0].replace(/[.]$/, "").length }));
    }

    /** @param offset where in the text to begin */
    start(offset: number): void {
        if (this.words.length === 0) {
            return;
        }
        this.first = Math.max(0, this.words.findIndex((word) => word.end > offset));
        this.last = this.first;
        const pane = this.note.textElement;
        const keys = (event: KeyboardEvent): void => this.key(event);
        pane.addEventListener("keydown", keys);
        pane.addEventListener("blur", () => pane.removeEventListener("keydown", keys), { once: true });
        pane.focus({ preventScroll: true });
        this.show();
        this.say("Arrows choose words, Shift widens, Enter adds a code.");
    }

    private key(event: KeyboardEvent): void {
        if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            this.take();
        } else if (event.key === "Escape") {
            getSelection()?.removeAllRanges();
            this.note.textElement.blur();
        } else if (event.key.startsWith("Arrow")) {
            event.preventDefault();
            event.stopPropagation();
            this.move(event.key, event.shiftKey);
        }
    }

    private move(key: string, widens: boolean): void {
        const at = key === "ArrowLeft" && !widens ? this.first : this.last;
        const to = key === "ArrowRight" ? at + 1 : key === "ArrowLeft" ? at - 1 : this.onLine(at, key === "ArrowDown" ? 1 : -1);
        const next = Math.max(0, Math.min(this.words.length - 1, to));
        this.last = next;
        if (!widens) {
            this.first = next;
        }
        this.show();
    }

    /** The word nearest below or above, as the lines are broken on the screen. */
    private onLine(at: number, by: 1 | -1): number {
        const from = this.box(at);
        let best = at;
        let distance = Infinity;
        for (let index = at + by; index >= 0 && index < this.words.length; index += by) {
            const box = this.box(index);
            const lines = Math.abs(box.top - from.top);
            if (lines > 2 * from.height + 30 && best !== at) {
                break;
            }
            if (lines > from.height / 2) {
                const far = lines * 20 + Math.abs(box.left - from.left);
                if (far < distance) {
                    distance = far;
                    best = index;
                }
            }
        }
        return best;
    }

    private box(index: number): DOMRect {
        return this.range(index, index)?.getBoundingClientRect() ?? new DOMRect();
    }

    private range(first: number, last: number): Range | undefined {
        const begin = this.note.place(this.words[first]?.begin ?? 0, "after");
        const end = this.note.place(this.words[last]?.end ?? 0, "before");
        if (!begin || !end) {
            return undefined;
        }
        const range = document.createRange();
        range.setStart(begin.node, begin.offset);
        range.setEnd(end.node, end.offset);
        return range;
    }

    private show(): void {
        const range = this.range(Math.min(this.first, this.last), Math.max(this.first, this.last));
        const selection = getSelection();
        if (!range || !selection) {
            return;
        }
        selection.removeAllRanges();
        selection.addRange(range);
        const pane = this.note.textElement.getBoundingClientRect();
        const box = range.getBoundingClientRect();
        if (box.top < pane.top + 20 || box.bottom > pane.bottom - 20) {
            this.note.textElement.scrollTop += box.top - pane.top - pane.height / 3;
        }
        this.say(range.toString());
    }
}
