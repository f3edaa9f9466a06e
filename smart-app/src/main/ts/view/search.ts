import type { Details, CodeDetails } from "../codes/details";
import { search, type Hit } from "../codes/search";
import type { Coding } from "../fhir/resources";
import type { FhirServer } from "../fhir/server";
import { ask } from "./dialog";
import { fill, h, type Child } from "./element";

/** What a reviewer picked. */
export interface Picked {
    readonly code: Coding;
    readonly reason: string;
    readonly text: string;
    /** Whether it is exempt from reporting present on admission. */
    readonly poaExempt: boolean;
}

/** What the search is for. */
export interface Wanted {
    readonly title: string;
    readonly send: string;
    /** What the search begins with. */
    readonly words: string;
    readonly reasons: readonly (readonly [string, string])[];
    /** The likeliest reason for a code. */
    reason(code: string): string;
    /** Codes that are on the claim already. */
    readonly taken: ReadonlySet<string>;
    /** Whether there is evidence; without, the reviewer must say why. */
    readonly hasEvidence: boolean;
}

const TYPING_MILLIS = 90;

/** Search as one types, with what the Tabular List says of the code at hand. */
export class CodeSearch {
    constructor(
        private readonly server: FhirServer,
        private readonly details: Details,
        private readonly day: string,
    ) {}

    pick(wanted: Wanted): Promise<Picked | undefined> {
        return new Picking(this.server, this.details, this.day, wanted).answer();
    }
}

class Picking {
    private readonly input = h("input", {
        id: "search-text",
        type: "text",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        "aria-expanded": "true",
        "aria-controls": "search-hits",
        "aria-autocomplete": "list",
        placeholder: "Words, Index term or code",
    });
    private readonly list = h("ul", { id: "search-hits", role: "listbox", "aria-label": "Codes found" });
    private readonly said = h("p", { class: "lead", role: "status" });
    private readonly about = h("div", { class: "about", "aria-live": "polite" });
    private readonly reason: HTMLSelectElement;
    private readonly text = h("input", { type: "text", id: "search-reason-text", autocomplete: "off" });
    private hits: readonly Hit[] = [];
    private at = 0;
    private seventh: Coding | undefined;
    private timer = 0;
    private asked = 0;
    private reasonChosen = false;

    constructor(
        private readonly server: FhirServer,
        private readonly details: Details,
        private readonly day: string,
        private readonly wanted: Wanted,
    ) {
        this.reason = h("select", { id: "search-reason" }, wanted.reasons.map(([value, words]) => h("option", { value }, words)));
        this.reason.addEventListener("change", () => (this.reasonChosen = true));
        this.input.value = wanted.words;
        this.input.addEventListener("input", () => this.typed(TYPING_MILLIS));
        this.input.addEventListener("keydown", (event) => this.keys(event));
    }

    answer(): Promise<Picked | undefined> {
        const { wanted } = this;
        let send = (): void => undefined;
        this.list.addEventListener("dblclick", () => send());
        const asked = ask<Picked>({
            title: wanted.title,
            send: wanted.send,
            wide: true,
            first: this.input,
            content: [
                h("label", { class: "field", for: "search-text" }, "Code", this.input),
                this.said,
                h("div", { class: "found" }, this.list, this.about),
                h(
                    "div",
                    { class: "fields" },
                    h("label", { class: "field", for: "search-reason" }, "Reason", this.reason),
                    h("label", { class: "field grow", for: "search-reason-text" }, wanted.hasEvidence ? "In your words (optional)" : "Why, in your words", this.text),
                ),
            ],
            read: () => this.read(),
            ready: (ready) => (send = ready),
        });
        this.input.select();
        this.typed(0);
        return asked;
    }

    private read(): Picked | undefined {
        const code = this.code();
        const text = this.text.value.trim();
        if (!code) {
            this.said.textContent = "Pick a code first.";
            return undefined;
        }
        if (this.wanted.taken.has(code.code ?? "")) {
            this.said.textContent = `${code.code} is on the claim already.`;
            return undefined;
        }
        if (text === "" && (this.reason.value === "other" || !this.wanted.hasEvidence)) {
            this.said.textContent = this.wanted.hasEvidence ? "Say which other reason." : "Without words of the note, say why.";
            this.text.focus();
            return undefined;
        }
        return { code, reason: this.reason.value, text, poaExempt: this.details.of(code.code ?? "")?.poaExempt ?? false };
    }

    private code(): Coding | undefined {
        return this.seventh ?? this.hits[this.at]?.code;
    }

    private keys(event: KeyboardEvent): void {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (step !== 0 && this.hits.length > 0) {
            event.preventDefault();
            this.go((this.at + step + this.hits.length) % this.hits.length);
        }
    }

    private typed(wait: number): void {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.search(), wait);
    }

    private async search(): Promise<void> {
        const words = this.input.value.trim();
        const asked = ++this.asked;
        let hits: Hit[] = [];
        let problem = "";
        try {
            hits = words === "" ? [] : await search(this.server, words, this.day);
        } catch {
            problem = "The search does not answer. Try again.";
        }
        if (asked !== this.asked) {
            return;
        }
        this.hits = hits;
        this.said.textContent = problem || (words === "" ? "" : hits.length === 0 ? "No billable code fits." : `${hits.length} codes`);
        fill(
            this.list,
            hits.map((hit, index) =>
                h(
                    "li",
                    { role: "option", id: `hit-${index}`, "aria-selected": "false", on: { click: () => this.go(index) } },
                    h("span", { class: "code" }, hit.code.code),
                    h("span", { class: "hit-title" }, hit.code.display, hit.term !== "" && h("span", { class: "term" }, hit.term)),
                    this.wanted.taken.has(hit.code.code ?? "") && h("span", { class: "tag" }, "on the claim"),
                ),
            ),
        );
        this.go(0);
    }

    private go(index: number): void {
        this.list.children[this.at]?.setAttribute("aria-selected", "false");
        this.at = index;
        this.seventh = undefined;
        const option = this.list.children[index];
        option?.setAttribute("aria-selected", "true");
        option?.scrollIntoView({ block: "nearest" });
        if (option) {
            this.input.setAttribute("aria-activedescendant", `hit-${index}`);
        } else {
            this.input.removeAttribute("aria-activedescendant");
        }
        const code = this.hits[index]?.code;
        if (!this.reasonChosen && code) {
            this.reason.value = this.wanted.reason(code.code ?? "");
        }
        void this.describe(code);
    }

    /** What the Tabular List says of the code, and its 7th characters to pick from. */
    private async describe(code: Coding | undefined): Promise<void> {
        if (!code?.code) {
            fill(this.about);
            return;
        }
        const known = this.details.of(code.code);
        if (!known) {
            fill(this.about, this.heading(code));
        }
        let details: CodeDetails;
        try {
            details = known ?? (await this.details.fetch(code.code));
        } catch {
            return;
        }
        if (this.hits[this.at]?.code === code) {
            fill(this.about, this.heading(code), this.seventhCharacters(code, details), notes(details));
        }
    }

    private heading(code: Coding): Child {
        return h("h3", {}, h("span", { class: "code" }, code.code), " ", code.display);
    }

    private seventhCharacters(code: Coding, details: CodeDetails): Child {
        if (details.seventhCharacters.length === 0) {
            return undefined;
        }
        return h(
            "fieldset",
            { class: "choices" },
            h("legend", {}, "7th character"),
            details.seventhCharacters.map(({ character, meaning, code: changed }) =>
                h(
                    "label",
                    {},
                    h("input", {
                        type: "radio",
                        name: "seventh",
                        value: character,
                        checked: changed === code.code,
                        on: { change: () => void this.pickSeventh(code, changed) },
                    }),
                    h("kbd", { "aria-hidden": "true" }, character),
                    meaning,
                ),
            ),
        );
    }

    private async pickSeventh(code: Coding, changed: string): Promise<void> {
        try {
            const { display } = await this.details.fetch(changed);
            this.seventh = { ...code, code: changed, display };
            this.said.textContent = `${changed} ${display}`;
        } catch {
            this.said.textContent = `${changed} is no code of this date.`;
        }
    }
}

function notes(details: CodeDetails): Child {
    return (
        details.notes.length > 0 &&
        h(
            "dl",
            { class: "notes" },
            details.notes.map((one) => [h("dt", {}, one.kind), one.texts.map((text) => h("dd", {}, text))]),
        )
    );
}
