import { h, type Child } from "./element";

/** A dialog that holds a form; closing it without sending the form answers nothing. */
export interface Form<T> {
    readonly title: string;
    readonly content: readonly Child[];
    /** On the button that sends it; no button without. */
    readonly send?: string;
    /** What gets the focus; else the first field. */
    readonly first?: HTMLElement;
    readonly wide?: boolean;
    /** Reads the form; undefined keeps the dialog open. */
    read(): T | undefined;
    /** Gets the function that sends the form, for what sends it besides its button. */
    ready?(send: () => void): void;
}

export const isDialogOpen = (): boolean => document.querySelector("dialog[open]") !== null;

/** Shows a form and waits for its answer; undefined if the person leaves it. */
export function ask<T>(form: Form<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
        const before = document.activeElement;
        let answer: T | undefined;
        const send = (): void => {
            answer = form.read();
            if (answer !== undefined) {
                dialog.close();
            }
        };
        const dialog = h(
            "dialog",
            { class: form.wide ? "wide" : "", "aria-labelledby": "dialog-title" },
            h(
                "form",
                {
                    method: "dialog",
                    on: {
                        submit: (event) => {
                            event.preventDefault();
                            send();
                        },
                    },
                },
                h("h2", { id: "dialog-title" }, form.title),
                form.content,
                h(
                    "div",
                    { class: "acts" },
                    h("button", { type: "button", class: "quiet", on: { click: () => dialog.close() } }, form.send ? "Cancel" : "Close"),
                    form.send && h("button", { type: "submit", class: "main" }, form.send),
                ),
            ),
        );
        dialog.addEventListener("close", () => {
            dialog.remove();
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus({ preventScroll: true });
            }
            resolve(answer);
        });
        document.body.append(dialog);
        dialog.showModal();
        (form.first ?? dialog.querySelector<HTMLElement>("input, select, textarea") ?? dialog.querySelector<HTMLElement>("button.main") ?? dialog.querySelector<HTMLElement>("button"))?.focus();
        form.ready?.(send);
    });
}

/** Choices of which one holds; a key of its own picks each at once. */
export function radios(
    legend: string,
    name: string,
    choices: readonly (readonly [value: string, words: string])[],
    chosen: string,
    keyOf: (value: string, index: number) => string,
): HTMLFieldSetElement {
    return h(
        "fieldset",
        { class: "choices" },
        h("legend", {}, legend),
        choices.map(([value, words], index) =>
            h(
                "label",
                {},
                h("input", { type: "radio", name, value, checked: value === chosen, "data-key": keyOf(value, index) }),
                h("kbd", { "aria-hidden": "true" }, keyOf(value, index)),
                words,
            ),
        ),
    );
}

export function picked(fieldset: HTMLFieldSetElement): string {
    return fieldset.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
}

/** Picks by a single key while the focus is on the choices. */
export function pickByKey(fieldset: HTMLFieldSetElement, then: (value: string) => void): void {
    fieldset.addEventListener("keydown", (event) => {
        const input = [...fieldset.querySelectorAll<HTMLInputElement>("input")].find((one) => one.dataset["key"] === event.key.toLowerCase());
        if (input && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            input.checked = true;
            input.focus();
            then(input.value);
        }
    });
}
