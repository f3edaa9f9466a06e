import { Actions } from "../actions";
import { load, NothingToReview } from "../chart/load";
import type { Chart } from "../chart/model";
import { Details } from "../codes/details";
import { Refused } from "../fhir/server";
import { listen } from "../keyboard";
import { open, serviceDay, Store, work } from "../screen";
import { NotSignedIn, openedByEhr } from "../ehr";
import { session, settings, signIn } from "../session";
import { Announcer } from "../view/announcer";
import { fill, h } from "../view/element";
import { HeaderView } from "../view/header";
import { LinesView } from "../view/lines";
import { NoteView } from "../view/note";
import { refused, settle, unrelated } from "../view/questions";
import { CodeSearch } from "../view/search";
import { patientName } from "../view/words";
import { Saver } from "../decision/saver";
import type { Ending } from "../decision/transaction";
import { reported } from "../decision/work";

/** The review page: signs in, reads the chart, shows it. */
async function start(root: HTMLElement): Promise<void> {
    const known = await settings();
    const here = await session(known);
    if (!here) {
        await signIn(known);
        return;
    }
    if (!here.encounter) {
        tell(root, "No encounter is open", "Open one in your EHR, or pick one from the work list.");
        return;
    }
    const chart = await load(here.server, here.encounter).catch((problem: unknown) => {
        throw here.byEhr && problem instanceof NothingToReview && !problem.known ? new NotArrived() : problem;
    });
    const store = new Store(open(chart));
    const note = new NoteView(store);
    const details = new Details(here.server, serviceDay(store.now), () => lines.refresh());
    const announcer = new Announcer();
    const saver: Saver = new Saver(store, here.server, here.who, {
        settle: (merged, conflicts, stored) => settle(merged, conflicts, lastHand(stored)),
        refused: (refusal, ending) => void object(refusal, ending, saver, store),
    });
    const actions = new Actions({
        store,
        saver,
        search: new CodeSearch(here.server, details, serviceDay(store.now)),
        note,
        focusSelected: () => lines.focusSelected(),
        say: (words) => announcer.say(words),
    });
    const lines: LinesView = new LinesView(store, details, actions);
    const header = new HeaderView(store, actions, here.who);
    document.title = `${patientName(chart)} – Chartproof`;
    fill(root, header.root, h("main", {}, note.root, lines.root), announcer.root);
    listen(actions.all);
    lines.focusSelected();
}

/** An encounter that is open in the EHR, and that this server has not heard of. */
class NotArrived extends Error {}

/** Who wrote last. */
function lastHand(chart: Chart): string {
    return chart.claim.enterer?.display ?? chart.task.owner?.display ?? "Somebody else";
}

/** Shows what the server has against it, and what is stored if the reviewer wants that. */
async function object(refusal: Refused, ending: Ending | undefined, saver: Saver, store: Store): Promise<void> {
    if (ending && refusal.issues.length > 0 && refusal.issues.every((issue) => issue.rule === "excludes1")) {
        const text = await unrelated(refusal);
        if (text) {
            const lines = reported(work(store.now));
            const pairs = refusal.issues.map((issue) => ({
                lines: lines.filter((line) => issue.text.split(/[\s,;]+/).includes(line.code.code ?? "")).map((line) => line.id),
                text,
            }));
            await saver.flush(ending, pairs);
        }
        return;
    }
    if (await refused(refusal, store.now.chart.task)) {
        await saver.reload();
    }
}

function tell(root: HTMLElement, title: string, text: string, act?: HTMLElement): void {
    fill(root, h("main", { class: "alone" }, h("h1", {}, title), h("p", {}, text), act && h("div", { class: "acts" }, act)));
}

function signInAgain(): HTMLElement {
    return h("button", { type: "button", class: "main", on: { click: () => void settings().then(signIn) } }, "Sign in again");
}

function lookAgain(): HTMLElement {
    return h("button", { type: "button", class: "main", on: { click: () => location.reload() } }, "Look again");
}

const root = document.getElementById("app");
if (root) {
    start(root).catch((error: unknown) => {
        if (error instanceof NotArrived) {
            tell(root, "Not here yet", "This encounter has not arrived at Chartproof yet. It was asked for just now; look again in a minute.", lookAgain());
        } else if (error instanceof NothingToReview) {
            tell(root, "Nothing to review", error.message);
        } else if (error instanceof Refused && error.status === 401) {
            const again = !openedByEhr();
            tell(root, "You are signed out", again ? "Your time is over." : "Your time is over. Open it again from the EHR.", again ? signInAgain() : undefined);
        } else if (error instanceof NotSignedIn) {
            tell(root, "You are not signed in", error.message, error.again ? signInAgain() : undefined);
        } else if (error instanceof Refused && error.status === 403) {
            tell(root, "Not allowed", "You may not see this chart. Your administrator can tell you why.");
        } else {
            tell(root, "The chart can't be opened", error instanceof Error ? error.message : "Try again in a moment.");
        }
    });
}
