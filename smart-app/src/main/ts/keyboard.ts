import type { Action } from "./actions";
import { isDialogOpen } from "./view/dialog";

const SETTING = "chartproof.single-keys";

/** Whether keys work without Alt (WCAG 2.1.4: they can be turned off). Holds nothing of a patient, so it may stay in the browser. */
export function singleKeys(): boolean {
    try {
        return localStorage.getItem(SETTING) !== "off";
    } catch {
        // In an EHR's frame storage may be closed.
        return true;
    }
}

export function setSingleKeys(on: boolean): void {
    try {
        localStorage.setItem(SETTING, on ? "on" : "off");
    } catch {
        // Then it holds until the page is left, which is on.
    }
}

/** The name of a key press as actions name it: `a`, `shift+a`, `ctrl+z`. */
export function keyName(event: KeyboardEvent): string {
    const key = event.key.toLowerCase();
    const letter = key.length === 1 && key.toUpperCase() !== key;
    const names = [event.ctrlKey || event.metaKey ? "ctrl+" : "", event.shiftKey && (letter || key.length > 1) ? "shift+" : "", key];
    return names.join("");
}

/** Runs actions by their keys, wherever the focus is but where one writes. */
export function listen(actions: readonly Action[]): void {
    const byKey = new Map(actions.flatMap((action) => action.keys.map((key) => [key, action] as const)));
    document.addEventListener("keydown", (event) => {
        const action = byKey.get(keyName(event));
        if (!action || event.defaultPrevented || isDialogOpen() || writes(event.target) || !action.isPossible()) {
            return;
        }
        const plain = !event.ctrlKey && !event.metaKey;
        if (plain && event.altKey === singleKeys()) {
            return;
        }
        const pressesButton = event.key === "Enter" || event.key === " ";
        if (plain && pressesButton) {
            return;
        }
        // Arrow keys scroll the note while it has the focus.
        if (event.key.startsWith("Arrow") && event.target instanceof Element && event.target.closest(".text, [role=tab]")) {
            return;
        }
        event.preventDefault();
        action.run();
    });
}

function writes(target: EventTarget | null): boolean {
    return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
