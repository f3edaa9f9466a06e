import { Actions } from "../actions";
import { load, NothingToReview } from "../chart/load";
import { Details } from "../codes/details";
import { Refused } from "../fhir/server";
import { listen } from "../keyboard";
import { open, serviceDay, Store } from "../screen";
import { session, settings, signIn } from "../session";
import { fill, h } from "../view/element";
import { HeaderView } from "../view/header";
import { LinesView } from "../view/lines";
import { NoteView } from "../view/note";
import { patientName } from "../view/words";

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
    const chart = await load(here.server, here.encounter);
    const store = new Store(open(chart));
    const note = new NoteView(store);
    const details = new Details(here.server, serviceDay(store.now), () => lines.refresh());
    const actions = new Actions({ store, focusSelected: () => lines.focusSelected() });
    const lines: LinesView = new LinesView(store, details, actions);
    const header = new HeaderView(store, actions);
    document.title = `${patientName(chart)} – Chartproof`;
    fill(root, header.root, h("main", {}, note.root, lines.root));
    listen(actions.all);
    lines.focusSelected();
}

function tell(root: HTMLElement, title: string, text: string): void {
    fill(root, h("main", { class: "alone" }, h("h1", {}, title), h("p", {}, text)));
}

const root = document.getElementById("app");
if (root) {
    start(root).catch((error: unknown) => {
        if (error instanceof NothingToReview) {
            tell(root, "Nothing to review", error.message);
        } else if (error instanceof Refused && (error.status === 401 || error.status === 403)) {
            tell(root, "Not allowed", "You may not see this chart. Your administrator can tell you why.");
        } else {
            tell(root, "The chart can't be opened", error instanceof Error ? error.message : "Try again in a moment.");
        }
    });
}
