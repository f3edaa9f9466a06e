import { isReadOnly, work, type Screen, type Store } from "../screen";
import { isOpen, isReported } from "../decision/work";
import type { Actions } from "../actions";
import { code, type Reference } from "../fhir/resources";
import { heldBy } from "../worklist/case";
import { fill, h, type Child } from "./element";
import { ageAndSex, encounterWords, moment, patientName, routeWords } from "./words";

/** Who this is about, how far the work is, and what ends it. */
export class HeaderView {
    readonly root = h("header", { class: "bar" });
    private shown = "";

    constructor(
        store: Store,
        private readonly actions: Actions,
        private readonly person: Reference,
    ) {
        store.read((screen) => this.show(screen));
    }

    private show(screen: Screen): void {
        const lines = work(screen).lines;
        const left = lines.filter(isOpen).length;
        const signature = JSON.stringify([lines.length, left, screen.saving, screen.history.undoes, screen.history.redoes, screen.chart.claim.meta?.versionId, screen.chart.task.meta?.versionId]);
        if (signature === this.shown) {
            return;
        }
        this.shown = signature;
        const { chart } = screen;
        fill(
            this.root,
            h(
                "div",
                { class: "who" },
                h("h1", {}, patientName(chart)),
                h("p", {}, [ageAndSex(chart), encounterWords(chart)].filter((word) => word !== "").join(" · ")),
            ),
            isReadOnly(screen) ? this.closed(screen) : this.progress(screen, left),
            h(
                "div",
                { class: "acts" },
                !isReadOnly(screen) && [this.actions.button("undo", "Undo"), saving(screen)],
                this.actions.button("help", "Keys"),
                !isReadOnly(screen) && this.actions.button("attest", "Attest", left === 0 ? "main" : ""),
                chart.claim.status === "active" && this.actions.button("reopen-claim", "Reopen"),
            ),
        );
    }

    private progress(screen: Screen, left: number): Child {
        const { lines } = work(screen);
        const done = lines.length - left;
        const holder = heldBy(screen.chart.task, this.person);
        return h(
            "div",
            { class: "progress" },
            h(
                "p",
                {},
                left === 0 ? "All codes decided" : `${done} of ${lines.length} decided`,
                holder ? h("span", { class: "taken" }, `${holder} has it`) : h("span", { class: "route" }, routeWords(code(screen.chart.task.businessStatus))),
            ),
            h("progress", { max: Math.max(1, lines.length), value: done, "aria-label": "Codes decided" }),
        );
    }

    private closed(screen: Screen): Child {
        const { chart } = screen;
        const end = [...chart.events].reverse().find((one) => one.activity === "attest" || one.activity === "cancel");
        const words = chart.claim.status === "active" ? "Attested" : "Closed";
        return h(
            "div",
            { class: "progress closed" },
            h("p", {}, h("b", {}, `${words}${end ? ` by ${end.who}` : ""}`), end && h("span", { class: "route" }, moment(end.at))),
            h("p", { class: "route" }, `${work(screen).lines.filter(isReported).length} codes on the claim`),
        );
    }
}

function saving(screen: Screen): Child {
    const { saving: state } = screen;
    const words = { saved: "Saved", waiting: "Not saved yet", saving: "Saving …", failed: "Not saved" }[state.kind];
    return h("span", { class: `saving ${state.kind}`, title: state.kind === "failed" ? state.text : undefined }, words);
}
