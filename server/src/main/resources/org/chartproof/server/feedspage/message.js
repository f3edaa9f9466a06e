// One message: its segments with their field numbers, its bytes, what was answered, what was made of it, what people did.
import { button, download, el, get, post, postMessage, resource, say, table, time, words } from "./page.js";

export const STATES = { waiting: "waiting", done: "in FHIR", kept: "kept, not mapped", dead: "dead letter", refused: "refused", discarded: "discarded" };
const TONES = { dead: "bad", refused: "attention", waiting: "attention", done: "good" };

export const state = message => el("span", { class: TONES[message.state] ?? "soft" }, STATES[message.state] ?? message.state);

export const reason = message =>
  message.reason
    ? el("div", {}, el("strong", {}, message.reason.place ? `${message.reason.place}: ` : ""), message.reason.text,
        message.reason.hint ? el("div", { class: "soft" }, message.reason.hint) : null)
    : "";

/** Segments and fields as HL7 counts them: of MSH, field 1 is the separator itself. */
export function segments(raw) {
  const lines = raw.split(/\r\n|\r|\n/).filter(line => line.trim());
  const header = lines.find(line => line.includes("MSH")) ?? "MSH|";
  const separator = header[header.indexOf("MSH") + 3] ?? "|";
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Segments" },
    el("table", { class: "segments" }, lines.map(line => {
      const fields = line.split(separator);
      const name = fields[0].replace(/[^A-Z0-9]/g, "").slice(-3);
      const first = name === "MSH" ? 2 : 1;
      return el("tbody", {},
        el("tr", {}, el("th", { scope: "rowgroup", colspan: 2 }, name)),
        fields.slice(1).map((text, index) => [text, index + first]).filter(([text]) => text)
          .map(([text, number]) => el("tr", {}, el("td", {}, `${name}-${number}`), el("td", { class: "text" }, text))));
    })));
}

function hex(base64) {
  const bytes = Uint8Array.from(atob(base64), one => one.charCodeAt(0));
  const lines = [];
  for (let at = 0; at < Math.min(bytes.length, 65536); at += 16) {
    const part = [...bytes.slice(at, at + 16)];
    lines.push(at.toString(16).padStart(6, "0") + "  " + part.map(one => one.toString(16).padStart(2, "0")).join(" ").padEnd(48)
      + " " + part.map(one => (one > 31 && one < 127 ? String.fromCharCode(one) : ".")).join(""));
  }
  if (bytes.length > 65536) lines.push(`… ${bytes.length} bytes in all`);
  return el("pre", { tabindex: "0" }, lines.join("\n"));
}

const visible = text => text.replace(/\r\n?|\n/g, "\n");

export async function show(main, id) {
  const message = await get(`messages/${id}`);
  const body = el("div", {}, segments(message.raw));
  const views = [["Segments", () => segments(message.raw)], ["Text", () => el("pre", { tabindex: "0" }, visible(message.raw))], ["Bytes", () => hex(message.rawBase64)]];
  const again = () => show(main, id);
  const acts = el("div", { class: "acts" });
  if (["dead", "kept", "done", "discarded"].includes(message.state)) {
    acts.append(button("Map again", async () => {
      await post(`messages/${id}/retry`);
      say("It is mapped again.");
      setTimeout(again, 700);
    }, { class: message.state === "dead" ? "main" : "" }));
  }
  acts.append(button("Edit a copy …", () => editCopy(message)));
  if (["dead", "waiting"].includes(message.state)) {
    acts.append(button("Discard …", async () => {
      const why = await words("Discard this message", "Reason, kept with it");
      if (why) {
        await post(`messages/${id}/discard`, { reason: why });
        await again();
      }
    }));
  }
  acts.append(button("Download the bytes", () => download(`messages/${id}/raw`, `message-${id}.hl7`)));
  const made = await resources(message.resources);
  main.replaceChildren(
    el("h1", {}, `${message.event || "Message"} of ${message.feed}`),
    el("div", { class: "columns" },
      el("section", { class: "card" },
        el("dl", {},
          pair("State", state(message)),
          message.reason ? pair("Why", reason(message)) : null,
          pair("Received", time(message.receivedAt)),
          pair("From", message.peer || "entered by a person"),
          pair("Control id (MSH-10)", message.controlId),
          pair("Answered", message.ackCode ?? "nothing"),
          pair("Tries", String(message.tries)),
          message.copyOf ? pair("Edited copy of", el("a", { href: `#message/${message.copyOf}` }, message.copyOf)) : null),
        acts),
      el("section", { class: "card" },
        el("h2", {}, "Made in FHIR"),
        made,
        warnings(message.warnings))),
    el("h2", {}, "As received"),
    el("div", { class: "acts" }, views.map(([label, view]) => button(label, () => body.replaceChildren(view())))),
    body,
    message.ack ? el("h2", {}, "Answer") : null,
    message.ack ? el("pre", { tabindex: "0" }, visible(message.ack)) : null,
    el("h2", {}, "History"),
    table("History", [["When", one => time(one.at)], ["Who", one => one.who], ["What", one => one.what], ["Detail", one => one.detail, "text"]], message.history,
      "Nobody has looked at it or acted on it before."));
}

const pair = (term, what) => [el("dt", {}, term), el("dd", {}, what)];

/** A resource is "Type/id" or "Type/id/_history/version". */
async function resources(list) {
  if (!list?.length) return el("p", { class: "soft" }, "Nothing.");
  const keys = list.map(one => (typeof one === "string" ? one : one.resource ?? one.reference ?? Object.values(one).join("/")));
  return el("ul", {}, (await Promise.all(keys.map(key => resource(key)))).map(one => el("li", {}, one)));
}

export function warnings(list) {
  if (!list?.length) return null;
  return [el("h2", {}, "Warnings"), el("ul", {}, list.map(one => el("li", {}, one.place ? `${one.place}: ` : "", one.text)))];
}

async function editCopy(message) {
  const text = await words("Edit a copy", "The original is kept. What you change is audited.", visible(message.raw), 16);
  if (!text) return;
  const why = await words("Why does the copy differ?", "Reason");
  if (!why) return;
  const made = await postMessage(`messages/${message.id}/edited-copy?reason=${encodeURIComponent(why)}`, text.replace(/\n/g, "\r"));
  location.hash = `#message/${made.id}`;
}
