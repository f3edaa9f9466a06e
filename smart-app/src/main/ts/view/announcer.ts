import { h } from "./element";

/** Says to a screen reader, and shows for a moment, what was just done. */
export class Announcer {
    private readonly said = h("p", { id: "said", role: "status" });
    readonly root = this.said;
    private timer = 0;

    say(words: string): void {
        this.said.textContent = words;
        this.said.classList.add("shown");
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.said.classList.remove("shown"), 4000);
    }
}
