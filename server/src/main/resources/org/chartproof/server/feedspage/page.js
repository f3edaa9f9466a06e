// Small parts that every view uses: elements, requests, times, tables.

/** Makes an element. Text is text: nothing of a message is ever read as HTML. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") {
      for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(key, value);
    }
  }
  for (const child of children.flat()) {
    if (child !== undefined && child !== null) element.append(child);
  }
  return element;
}

/** Who sits before the page: the script of the review app signs them in, where the server asks for that. */
const door = () => window.chartproof;

async function send(path, options) {
  const { headers } = await door();
  return fetch("/hl7/" + path, { ...options, headers: { ...options?.headers, ...(await headers()) } });
}

/** Asks the server; an error is thrown with the words of the server. */
async function ask(path, options) {
  const response = await send(path, { ...options, headers: { Accept: "application/json", ...options?.headers } });
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : await response.text();
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw Object.assign(new Error(body.error ?? `The server answered ${response.status}.`), { status: response.status });
  return body;
}

/** The time of who had signed in is over. */
export class SignedOut extends Error {
  constructor() {
    super("Your time is over.");
  }

  async signIn() {
    const { signIn } = await door();
    await signIn();
  }
}

/** Hands a file to the person: a plain link would go without who asks. */
export async function download(path, name) {
  const response = await send(path, {});
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const address = URL.createObjectURL(await response.blob());
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** A resource by its name, as a link where a browser can follow it. */
export async function resource(key, words = key) {
  return (await door()).isOpen ? el("a", { href: `/fhir/${key}` }, words) : words;
}

export const get = path => ask(path, {});
export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const postMessage = (path, text) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/hl7-v2" }, body: text });

/** Tells what was done, or what went wrong, where a screen reader hears it. */
export function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, 8000);
}

/** Runs what a button does: once at a time, its error told. */
export function button(label, act, attributes = {}) {
  const made = el("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    try {
      await act();
    } catch (error) {
      say(error.message);
    } finally {
      made.disabled = false;
    }
  });
  return made;
}

export const time = text => (text ? el("time", { datetime: text, title: text }, new Date(text).toLocaleString()) : "");

export function ago(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 129600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} d`;
}

export const since = text => (text ? ago((Date.now() - Date.parse(text)) / 1000) + " ago" : "never");

/** A table that scrolls by itself. A column is [heading, cell of a row, class]. */
export function table(caption, columns, rows, empty) {
  if (rows.length === 0) return el("p", { class: "soft" }, empty);
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("thead", {}, el("tr", {}, columns.map(([heading, , kind]) => el("th", { scope: "col", class: kind }, heading)))),
      el("tbody", {}, rows.map(row => el("tr", {}, columns.map(([, cell, kind]) => el("td", { class: kind }, cell(row))))))));
}

/** A field with its label. */
export function field(label, input, attributes = {}) {
  return el("label", attributes, label, input);
}

export const input = (name, attributes = {}) => el("input", { name, autocomplete: "off", ...attributes });

export function select(name, options, chosen = "") {
  return el("select", { name }, options.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
}

/** What is filled in of a form, empty fields left out. */
export function filled(form) {
  return Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value).trim()]).filter(([, value]) => value));
}

/** Asks for words in a dialog: resolves to them, or to undefined if it is closed. */
export function words(heading, label, value = "", rows = 1) {
  return new Promise(resolve => {
    const text = rows > 1 ? el("textarea", { rows, spellcheck: "false" }) : el("input", { size: 60 });
    text.value = value;
    const dialog = el("dialog", { "aria-label": heading },
      el("form", { method: "dialog" },
        el("h2", {}, heading),
        field(label, text, { class: "wide" }),
        el("div", { class: "acts" },
          el("button", { value: "ok", class: "main" }, "OK"),
          el("button", { value: "", formnovalidate: true }, "Cancel"))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "ok" && text.value.trim() ? text.value : undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
    text.focus();
  });
}
