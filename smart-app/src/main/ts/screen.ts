import { dayOfService, isClosed, type Chart, type Line, type Note, type Span } from "./chart/model";
import { History } from "./decision/history";
import { begin, nextOpen, type Work } from "./decision/work";

/** How far the server knows what was decided. */
export type Saving =
    | { readonly kind: "saved" }
    | { readonly kind: "waiting" }
    | { readonly kind: "saving" }
    | { readonly kind: "failed"; readonly text: string };

/** All that the page shows. Never changed, only replaced. */
export interface Screen {
    readonly chart: Chart;
    readonly history: History;
    /** The line that the reviewer is at. */
    readonly selected: string | undefined;
    /** Which of its spans. */
    readonly span: number;
    /** The note that is shown. */
    readonly note: string;
    readonly showDropped: boolean;
    /** The mention that was not coded that the reviewer is at. */
    readonly dropped: string | undefined;
    readonly saving: Saving;
}

export function open(chart: Chart): Screen {
    const work = begin(chart.lines, chart.questions);
    const first = nextOpen(work, undefined) ?? work.lines[0];
    return {
        chart,
        history: History.of(work),
        selected: first?.id,
        span: 0,
        note: first?.spans[0]?.note ?? chart.notes[0]?.id ?? "",
        showDropped: false,
        dropped: undefined,
        saving: { kind: "saved" },
    };
}

export const work = (screen: Screen): Work => screen.history.now;

export const isReadOnly = (screen: Screen): boolean => isClosed(screen.chart);

export function selectedLine(screen: Screen): Line | undefined {
    return work(screen).lines.find((line) => line.id === screen.selected);
}

export function noteOf(screen: Screen): Note | undefined {
    return screen.chart.notes.find((note) => note.id === screen.note);
}

/** The span that the reviewer looks at: of the selected line or of the mention that was not coded. */
export function spanAt(screen: Screen): Span | undefined {
    if (screen.dropped) {
        return screen.chart.dropped.find((one) => one.id === screen.dropped)?.span;
    }
    return selectedLine(screen)?.spans[screen.span];
}

/** Goes to a line, and to the note that one of its spans stands in. */
export function select(screen: Screen, id: string | undefined, span = 0): Screen {
    const line = work(screen).lines.find((one) => one.id === id);
    if (!line) {
        return screen;
    }
    return { ...screen, selected: line.id, dropped: undefined, span, note: line.spans[span]?.note ?? screen.note };
}

export function selectDropped(screen: Screen, id: string): Screen {
    const dropped = screen.chart.dropped.find((one) => one.id === id);
    return dropped ? { ...screen, dropped: id, showDropped: true, note: dropped.span.note } : screen;
}

/** A reader of the screen, told of each change at once: what a key does is on the page before it is let go. */
export class Store {
    private readonly readers: ((screen: Screen, before: Screen | undefined) => void)[] = [];

    constructor(private screen: Screen) {}

    get now(): Screen {
        return this.screen;
    }

    read(reader: (screen: Screen, before: Screen | undefined) => void): void {
        this.readers.push(reader);
        reader(this.screen, undefined);
    }

    set(change: (screen: Screen) => Screen): void {
        const before = this.screen;
        this.screen = change(before);
        if (this.screen !== before) {
            this.readers.forEach((reader) => reader(this.screen, before));
        }
    }
}

export const serviceDay = (screen: Screen): string => dayOfService(screen.chart);
