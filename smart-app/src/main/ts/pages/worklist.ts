import { Refused, type FhirServer } from "../fhir/server";
import type { Reference } from "../fhir/resources";
import { session, settings, signIn } from "../session";
import { fill, h } from "../view/element";
import { routeWords } from "../view/words";
import { cases, released, same, taken, type Case } from "../worklist/case";
import { HANDS, mayGrow, ORDERS, ROUTES, search, SERVICES, START, type Filters } from "../worklist/filters";

/** Encounters that wait for a reviewer: found, taken and given back. */
class WorkList {
    private filters: Filters = START;
    private shown: readonly Case[] = [];
    private asked = 0;
    private pages = 1;
    private readonly payers = new Map<string, string>([["", "All payers"]]);
    private readonly payer = h("select", { name: "payer" });
    private readonly more = h("div", { class: "acts", hidden: true }, h("button", { type: "button", on: { click: () => void this.grow() } }, "Show more"));
    private readonly rows = h("tbody", {});
    private readonly caption = h("caption", {});
    private readonly said = h("p", { class: "said", role: "status" });

    constructor(
        root: HTMLElement,
        private readonly server: FhirServer,
        private readonly person: Reference,
    ) {
        fill(
            root,
            h("header", { class: "bar" }, h("div", { class: "who" }, h("h1", {}, "Work list"), h("p", {}, person.display ?? "")), this.form()),
            h("main", { class: "work" }, this.said, h("table", {}, this.caption, h("thead", {}, h("tr", {}, ...HEADINGS.map((words) => h("th", { scope: "col" }, words)))), this.rows), this.more),
        );
        this.rows.addEventListener("keydown", (event) => this.move(event));
    }

    private narrow(filters: Partial<Filters>): void {
        this.filters = { ...this.filters, ...filters };
        this.pages = 1;
        void this.load();
    }

    private form(): HTMLElement {
        this.payer.addEventListener("change", () => this.narrow({ payer: this.payer.value }));
        const choice = (words: string, name: keyof Filters, options: readonly (readonly [string, string])[]): HTMLElement =>
            h(
                "label",
                {},
                words,
                h(
                    "select",
                    {
                        name,
                        on: {
                            change: (event) => this.narrow({ [name]: (event.target as HTMLSelectElement).value }),
                        },
                    },
                    ...options.map(([value, label]) => h("option", { value, selected: this.filters[name] === value }, label)),
                ),
            );
        return h(
            "form",
            { class: "filters", "aria-label": "Which cases" },
            choice("Cases", "hands", HANDS),
            choice("Route", "route", ROUTES),
            choice("Service", "service", SERVICES),
            h("label", {}, "Payer", this.payer),
            choice("Order", "order", ORDERS),
        );
    }

    async load(): Promise<void> {
        const asked = ++this.asked;
        try {
            const bundle = await this.server.page("Task", search(this.filters, this.pages));
            // An answer that comes late is of a question that nobody asks any more.
            if (asked === this.asked) {
                this.shown = cases(bundle);
                this.show(bundle.total, bundle.link?.some((link) => link.relation === "next") ?? false);
            }
        } catch (problem) {
            this.tell(problem);
        }
    }

    /** Shows the next cases as well, and goes to the first of them. */
    private async grow(): Promise<void> {
        const before = this.shown.length;
        this.pages++;
        await this.load();
        this.rows.querySelectorAll<HTMLElement>("th a")[before]?.focus();
    }

    private show(total: number | undefined, goesOn: boolean): void {
        const count = this.shown.length;
        const cases = total !== undefined && total > count ? `The first ${count} of ${total} cases.` : goesOn ? `The first ${count} cases.` : count === 1 ? "1 case." : `${count} cases.`;
        const narrow = goesOn && !mayGrow(this.pages) ? " Narrow them down to see others." : "";
        fill(this.caption, count === 0 ? "No case fits." : `${cases}${narrow} Arrow keys go from case to case.`);
        fill(this.rows, ...this.shown.map((one) => this.row(one)));
        this.more.hidden = !goesOn || !mayGrow(this.pages);
        this.showPayers();
    }

    /** Those of the cases that were seen so far: a payer is looked for where its name was read. */
    private showPayers(): void {
        this.shown.filter((one) => one.payerReference !== "").forEach((one) => this.payers.set(one.payerReference, one.payer));
        if (this.payer.options.length !== this.payers.size) {
            fill(this.payer, ...[...this.payers].map(([value, words]) => h("option", { value, selected: value === this.filters.payer }, words)));
        }
    }

    private row(one: Case): HTMLElement {
        const mine = same(one.task.owner, this.person);
        return h(
            "tr",
            {},
            h(
                "th",
                { scope: "row" },
                h("a", { href: `index.html?encounter=${encodeURIComponent(one.encounter)}`, focus: `open-${one.encounter}` }, one.patient),
                h("small", {}, one.birthDate && `born ${one.birthDate}`),
            ),
            h("td", {}, routeWords(one.route), one.urgent && h("small", { class: "urgent" }, "Urgent")),
            h("td", {}, one.service),
            h("td", {}, one.payer),
            h("td", { class: "number" }, one.value, h("small", {}, one.risk)),
            h("td", {}, one.seen || one.since, h("small", {}, one.since && `last note ${one.since}`)),
            h("td", {}, one.owner === "" ? "" : mine ? "You" : one.owner, one.until !== "" && h("small", {}, `until ${time(one.until)}`)),
            h("td", {}, this.act(one, mine)),
        );
    }

    private act(one: Case, mine: boolean): HTMLElement | false {
        const held = one.owner !== "";
        if (held && !mine && new Date(one.until) > new Date()) {
            return false;
        }
        if (one.task.status === "completed") {
            return false;
        }
        const give = held && mine;
        return h(
            "button",
            {
                class: "quiet",
                type: "button",
                focus: `act-${one.encounter}`,
                "aria-label": `${give ? "Give back" : "Take"} ${one.patient}`,
                on: { click: () => void this.change(one, give) },
            },
            give ? "Give back" : "Take",
        );
    }

    private async change(one: Case, give: boolean): Promise<void> {
        this.said.textContent = "";
        try {
            await this.server.update(give ? released(one.task) : taken(one.task, this.person), one.task.meta?.versionId ?? "");
        } catch (problem) {
            this.tell(problem);
        }
        await this.load();
    }

    private tell(problem: unknown): void {
        const stale = problem instanceof Refused && problem.is("version-stale");
        this.said.textContent = stale ? "Somebody was faster: the list is read again." : problem instanceof Error ? problem.message : String(problem);
    }

    /** The arrow keys go from case to case. */
    private move(event: KeyboardEvent): void {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        const links = [...this.rows.querySelectorAll<HTMLElement>("th a")];
        const row = event.target instanceof Element ? event.target.closest("tr") : null;
        const at = links.findIndex((link) => row?.contains(link));
        const next = links[at + step];
        if (step !== 0 && at >= 0 && next) {
            event.preventDefault();
            next.focus();
        }
    }
}

const HEADINGS = ["Patient", "Route", "Service", "Payer", "At stake", "Seen", "Taken by", "Act"];

const time = (instant: string): string => new Date(instant).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });

async function start(root: HTMLElement): Promise<void> {
    const known = await settings();
    const here = await session(known);
    if (!here) {
        await signIn(known, "worklist");
        return;
    }
    await new WorkList(root, here.server, here.who).load();
}

const root = document.getElementById("app");
if (root) {
    start(root).catch((problem: unknown) => fill(root, h("main", { class: "alone" }, h("h1", {}, "The work list can't be shown"), h("p", {}, problem instanceof Error ? problem.message : ""))));
}
