/** What may stand in an element. Strings become text, never HTML. */
export type Child = Node | string | number | false | undefined | null | readonly Child[];

type Listeners = { [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };

export interface Attributes {
    class?: string;
    /** Names what holds the focus, so that it keeps it when it is made anew. */
    focus?: string;
    on?: Listeners;
    [attribute: string]: string | number | boolean | undefined | Listeners;
}

/** Makes an element. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...children: Child[]): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    apply(element, attributes);
    append(element, children);
    return element;
}

function apply(element: HTMLElement, attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes)) {
        if (name === "on") {
            for (const [event, listener] of Object.entries(value as Listeners)) {
                element.addEventListener(event, listener as EventListener);
            }
        } else if (name === "focus") {
            element.dataset["focus"] = String(value);
        } else if (value !== undefined && value !== false) {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
}

export function append(parent: Node, children: readonly Child[]): void {
    for (const child of children) {
        if (Array.isArray(child)) {
            append(parent, child as readonly Child[]);
        } else if (child instanceof Node) {
            parent.appendChild(child);
        } else if (child !== false && child !== undefined && child !== null && child !== "") {
            parent.appendChild(document.createTextNode(String(child)));
        }
    }
}

/** Replaces all that an element holds; what had the focus by name has it again. */
export function fill(parent: HTMLElement, ...children: Child[]): void {
    keepingFocus(parent, () => {
        parent.textContent = "";
        append(parent, children);
    });
}

/** Runs something that makes elements anew, and gives the focus back to the one of the same name. */
export function keepingFocus(parent: HTMLElement, change: () => void): void {
    const active = document.activeElement;
    const name = active instanceof HTMLElement && parent.contains(active) ? active.dataset["focus"] : undefined;
    change();
    if (name && !(document.activeElement instanceof HTMLElement && document.activeElement.dataset["focus"] === name)) {
        parent.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
    }
}

/** A list whose elements stay as they are while what they show stays the same. */
export class KeyedList<T> {
    private readonly shown = new Map<string, { signature: string; element: HTMLElement }>();

    /**
     * @param key names an item
     * @param signature differs when the item's element must be made anew
     */
    constructor(
        private readonly parent: HTMLElement,
        private readonly key: (item: T) => string,
        private readonly signature: (item: T) => string,
        private readonly make: (item: T) => HTMLElement,
    ) {}

    show(items: readonly T[]): void {
        keepingFocus(this.parent, () => {
            const wanted = new Set(items.map(this.key));
            for (const [key, { element }] of this.shown) {
                if (!wanted.has(key)) {
                    element.remove();
                    this.shown.delete(key);
                }
            }
            const elements = items.map((item) => this.element(item));
            let place: Element | null = this.parent.firstElementChild;
            for (const element of elements) {
                if (element === place) {
                    place = place.nextElementSibling;
                } else {
                    this.parent.insertBefore(element, place);
                }
            }
        });
    }

    private element(item: T): HTMLElement {
        const key = this.key(item);
        const signature = this.signature(item);
        const known = this.shown.get(key);
        if (known?.signature === signature) {
            return known.element;
        }
        const element = this.make(item);
        if (known) {
            known.element.replaceWith(element);
        }
        this.shown.set(key, { signature, element });
        return element;
    }
}
