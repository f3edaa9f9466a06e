import type { Action } from "../actions";
import { singleKeys, setSingleKeys } from "../keyboard";
import { ask } from "./dialog";
import { h } from "./element";

const GROUPS = ["Go", "Decide", "Claim", "Case"] as const;

/** All keys, by what they are for. */
export async function help(actions: readonly Action[]): Promise<void> {
    const on = h("input", { type: "checkbox", checked: singleKeys() });
    on.addEventListener("change", () => setSingleKeys(on.checked));
    await ask({
        title: "Keys",
        wide: true,
        content: [
            h(
                "div",
                { class: "keys" },
                GROUPS.map((group) =>
                    h(
                        "section",
                        {},
                        h("h3", {}, group),
                        h(
                            "dl",
                            {},
                            actions
                                .filter((action) => action.group === group && !action.hidden)
                                .map((action) => [
                                    h("dt", {}, action.keys.map((key) => [h("kbd", {}, keyWords(key)), " "])),
                                    h("dd", {}, action.title),
                                ]),
                        ),
                    ),
                ),
            ),
            h("p", { class: "lead" }, "⇧ is Shift."),
            h("label", { class: "check" }, on, "Single keys work. When off, hold Alt with each."),
        ],
        read: () => true,
    });
}

const NAMES: Record<string, string> = { arrowdown: "↓", arrowup: "↑", "ctrl+z": "Ctrl Z", "ctrl+shift+z": "Ctrl ⇧Z", "ctrl+enter": "Ctrl Enter" };

export function keyWords(key: string): string {
    return NAMES[key] ?? key.replace(/^shift\+/, "⇧").replace(/[a-z]$/, (letter) => letter.toUpperCase());
}
