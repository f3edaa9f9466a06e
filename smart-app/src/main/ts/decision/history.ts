import type { Command, Work } from "./work";

/** What was done, and what was undone, one step at a time. */
export class History {
    private constructor(
        readonly now: Work,
        private readonly past: readonly Step[],
        private readonly future: readonly Step[],
    ) {}

    static of(work: Work): History {
        return new History(work, [], []);
    }

    do(command: Command): History {
        const after = command.apply(this.now);
        return after === this.now ? this : new History(after, [...this.past, { label: command.label, work: this.now }], []);
    }

    undo(): History {
        const last = this.past[this.past.length - 1];
        return last ? new History(last.work, this.past.slice(0, -1), [{ label: last.label, work: this.now }, ...this.future]) : this;
    }

    redo(): History {
        const next = this.future[0];
        return next ? new History(next.work, [...this.past, { label: next.label, work: this.now }], this.future.slice(1)) : this;
    }

    /** What the next undo takes back; undefined if there is nothing. */
    get undoes(): string | undefined {
        return this.past[this.past.length - 1]?.label;
    }

    get redoes(): string | undefined {
        return this.future[0]?.label;
    }

    /** The same steps, each as the change makes it: for what the server has told meanwhile. */
    map(change: (work: Work) => Work): History {
        const mapped = (step: Step): Step => ({ label: step.label, work: change(step.work) });
        return new History(change(this.now), this.past.map(mapped), this.future.map(mapped));
    }
}

/** What was done from which state, or undone to which. */
interface Step {
    readonly label: string;
    readonly work: Work;
}
