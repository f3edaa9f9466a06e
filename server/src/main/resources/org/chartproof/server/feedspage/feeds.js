// The page of the interface team: feeds, messages, dead letters, what goes out, replay, and a box to try a message in.
import { SignedOut, ago, button, el, field, filled, get, input, post, postMessage, resource, say, select, since, table, time, words } from "./page.js";
import { STATES, reason, segments, show, state, warnings } from "./message.js";

const main = document.getElementById("main");
const REFRESH_MILLIS = 5000;
let refresh;
let latest;

/** Feeds with what an operator asks first: is it up, is it silent, does it keep up, does anything wait for me. */
async function feeds(page) {
  const { feeds: list } = await get("feeds");
  page.replaceChildren(
    el("h1", {}, "Feeds"),
    table("Feeds", [
      ["Feed", one => one.name],
      ["State", one => up(one)],
      ["Port", one => `${one.port ?? ""}${one.tls ? " TLS" : ""}`],
      ["Connected", one => String(one.connections?.length ?? 0), "number"],
      ["Last message", one => el("span", { class: one.silent ? "bad" : "" }, since(one.lastMessage), one.silent ? " · silent" : "")],
      ["1 h", one => String(one.lastHour), "number"],
      ["24 h", one => String(one.lastDay), "number"],
      ["Answers", one => answers(one.acknowledgments)],
      ["Answer p95", one => millis(one.answerMillisP95), "number"],
      ["To FHIR p95", one => millis(one.lagMillisP95), "number"],
      ["Waiting", one => waiting(one), "number"],
      ["Dead", one => (one.dead ? el("a", { href: "#dead", class: "bad" }, String(one.dead)) : "0"), "number"],
      ["Act", one => acts(one)],
    ], list, "No feed is configured. Add one under hl7.feeds in the configuration file: ./chartproof config shows how."),
    ...list.filter(one => one.connections?.length).map(one => [
      el("h2", {}, `Connected to ${one.name}`),
      table(`Connections of ${one.name}`, [
        ["Peer", peer => peer.peer], ["Certificate", peer => peer.certificate ?? ""], ["Since", peer => time(peer.since)],
        ["Messages", peer => String(peer.frames), "number"], ["Last", peer => since(peer.lastMessage)],
      ], one.connections, ""),
    ]).flat(),
    ...list.filter(one => one.brokenFrames || one.refusedAddresses || one.refusedForLimit || one.failedHandshakes || one.strayBytes).map(one =>
      el("p", { class: "attention" }, `${one.name}: ${one.brokenFrames} broken frames, ${one.strayBytes} stray bytes between frames, `
        + `${one.refusedAddresses} connections from addresses that are not allowed, ${one.refusedForLimit} beyond the limit, ${one.failedHandshakes} failed TLS handshakes.`)));
  refresh = setTimeout(() => location.hash.slice(1) in { feeds, "": 0 } && draw(), REFRESH_MILLIS);
}

const up = one => (one.listening ? el("span", { class: "good" }, "up") : el("span", { class: "bad" }, "down"));
const millis = value => (value === undefined ? "" : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);
const answers = codes => Object.entries(codes ?? {}).map(([code, count]) => `${code} ${count}`).join(", ");

function waiting(one) {
  return one.waiting ? el("span", { class: one.oldestWaitingSeconds > 60 ? "attention" : "" }, `${one.waiting} (${ago(one.oldestWaitingSeconds)})`) : "0";
}

function acts(one) {
  const act = (label, verb) => button(label, async () => {
    await post(`feeds/${one.name}/${verb}`);
    say(`${one.name}: ${label.toLowerCase()} done.`);
    await draw();
  }, { "aria-label": `${label} ${one.name}` });
  return one.listening ? [act("Restart", "restart"), " ", act("Stop", "stop")] : act("Start", "start");
}

const COLUMNS = [
  ["Received", one => el("a", { href: `#message/${one.id}` }, new Date(one.receivedAt).toLocaleString())],
  ["Feed", one => one.feed], ["Event", one => one.event], ["Control id", one => one.controlId],
  ["Answer", one => one.ackCode ?? ""], ["State", state], ["Why", reason, "text"],
];

/** The filter that search, dead letters and replay share. Identifiers of patients go in the body of a request, never into an address. */
function filterForm(label, run, extra = []) {
  const form = el("form", { on: { submit: event => { event.preventDefault(); run(filter(form)); } } },
    field("MRN or patient id", input("patient")), field("Visit number", input("visit")), field("Control id", input("controlId")),
    field("Event", input("event", { size: 8, placeholder: "ADT^A01" })), field("Feed", input("feed", { size: 10 })),
    field("State", select("state", [["", "any"], ...Object.entries(STATES)])),
    field("From", input("from", { type: "datetime-local" })), field("To", input("to", { type: "datetime-local" })),
    el("button", { class: "main" }, label), extra);
  return form;
}

function filter(form) {
  const parts = filled(form);
  for (const end of ["from", "to"]) if (parts[end]) parts[end] = new Date(parts[end]).toISOString();
  return parts;
}

async function messages(page) {
  const found = el("div");
  const run = async parts => {
    // A place of its own: an answer that comes late finds itself on no page.
    const list = el("div");
    found.replaceChildren(list);
    try {
      await more(list, parts);
    } catch (error) {
      say(error.message);
    }
  };
  page.replaceChildren(el("h1", {}, "Messages"), filterForm("Search", run), found);
  await run({});
}

async function more(found, parts, before) {
  const part = await post("messages/search", before ? { ...parts, before } : parts);
  found.append(table("Messages", COLUMNS, part.messages, before ? "No more." : "No message fits."));
  if (part.before) {
    const next = button("Older ones", async () => {
      next.remove();
      await more(found, parts, part.before);
    });
    found.append(el("div", { class: "acts" }, next));
  }
}

/** Dead letters by the kind of their reason: what is mended once is retried at once. */
async function dead(page) {
  const counts = await countDead();
  const found = el("div");
  page.replaceChildren(
    el("h1", {}, "Dead letters"),
    el("p", { class: "lead" }, "Messages that could not be mapped. Their senders have their acknowledgement; what is wrong is mended here: change the configuration and retry, edit a copy, or discard with a reason."),
    table("Reasons", [
      ["Reason", ([code]) => code], ["Messages", ([, count]) => String(count), "number"],
      ["Act", ([code]) => [
        button("Show", async () => found.replaceChildren(table("Dead letters", COLUMNS, (await post("messages/search", { state: "dead", reasonCode: code })).messages, "None."))), " ",
        button("Retry all alike", async () => {
          const { retried } = await post("dead-letters/retry", { reasonCode: code });
          say(`${retried} are mapped again.`);
          setTimeout(draw, 1000);
        })]],
    ], Object.entries(counts), "No dead letters. Good."),
    found);
}

async function countDead() {
  const counts = await get("dead-letters");
  const sum = Object.values(counts).reduce((all, one) => all + one, 0);
  document.getElementById("dead-count").textContent = sum ? String(sum) : "";
  return counts;
}

/** What billing systems were told, and what keeps them from hearing. */
async function outgoing(page) {
  const { destinations } = await get("outbox/destinations");
  const found = el("div");
  const search = async parts => {
    const { messages: list } = await post("outbox/search", parts);
    const claims = new Map(await Promise.all(list.map(async one => [one.id, await resource(`Claim/${one.claim}`, one.claim)])));
    found.replaceChildren(table("Outgoing messages", [
      ["Queued", one => time(one.queuedAt)], ["To", one => one.destination], ["Kind", one => one.kind.toUpperCase()], ["Claim", one => claims.get(one.id)],
      ["Control id", one => one.controlId ?? ""], ["State", one => el("span", { class: one.state === "dead" ? "bad" : one.state === "sent" ? "good" : "attention" }, one.state)],
      ["Tries", one => String(one.tries), "number"], ["Answer", one => one.ackCode ?? ""], ["Why", one => one.reason ?? "", "text"],
      ["Act", one => [
        ["dead", "sent"].includes(one.state) ? button("Send again", async () => { await post(`outbox/messages/${one.id}/${one.state === "dead" ? "retry" : "resend"}`); await draw(); }) : null, " ",
        ["dead", "waiting"].includes(one.state) ? button("Discard …", async () => {
          const why = await words("Discard this message", "Reason, kept with it");
          if (why) { await post(`outbox/messages/${one.id}/discard`, { reason: why }); await draw(); }
        }) : null]],
    ], list, "Nothing yet."));
  };
  const form = el("form", { on: { submit: event => { event.preventDefault(); search(filled(form)).catch(error => say(error.message)); } } },
    field("To", input("destination", { size: 12 })),
    field("State", select("state", [["", "any"], ["waiting", "waiting"], ["sent", "sent"], ["dead", "dead"], ["discarded", "discarded"]])),
    field("Claim id", input("claim")), el("button", { class: "main" }, "Search"));
  page.replaceChildren(
    el("h1", {}, "Outgoing"),
    table("Destinations", [
      ["Destination", one => one.name], ["Address", one => one.address ?? ""],
      ["State", one => el("span", { class: one.state === "up" ? "good" : "bad" }, one.lastError ? `${one.state}: ${one.lastError}` : one.state), "text"],
      ["Sent", one => String(one.sent), "number"], ["Waiting", one => waiting(one), "number"],
      ["Dead", one => (one.dead ? el("span", { class: "bad" }, String(one.dead)) : "0"), "number"],
    ], destinations, "No destination is configured (hl7.destinations)."),
    el("h2", {}, "Messages"), form, found);
  await search({});
}

/** Maps stored messages again; shows first what would change. */
async function replay(page) {
  const found = el("div");
  const run = async parts => {
    try {
      const dry = await post("replay", { ...parts, dryRun: true, most: 20 });
      found.replaceChildren(
        el("p", {}, `${dry.total} messages fit. What the first ${dry.messages.length} would change:`),
        ...dry.messages.map(({ message, outcome }) => el("section", { class: "card" },
          el("h2", {}, el("a", { href: `#message/${message.id}` }, `${message.event} ${message.controlId}`), " → ", STATES[outcome.state] ?? outcome.state),
          reason(outcome), changes(outcome.changes))),
        dry.total ? el("div", { class: "acts" }, button(`Map all ${dry.total} again`, async () => {
          const { replayed } = await post("replay", parts);
          say(`${replayed} messages are mapped again.`);
        }, { class: "main" })) : null);
    } catch (error) {
      say(error.message);
    }
  };
  page.replaceChildren(
    el("h1", {}, "Replay"),
    el("p", { class: "lead" }, "Maps stored messages again, for instance after the configuration changed. What is equal is not written again, and an older message never overwrites a newer one."),
    filterForm("Show what would change", run), found);
}

function changes(list) {
  if (!list?.length) return el("p", { class: "soft" }, "Nothing would change.");
  return list.map(one => el("details", {},
    el("summary", {}, one.resource, one.before ? " changed" : " new", one.kept ? "" : " (not kept: a newer message has changed it)"),
    difference(one.before, one.after)));
}

/** Line by line: good enough for two versions of one resource. */
function difference(before, after) {
  const lines = value => (value ? JSON.stringify(value, null, 2).split("\n") : []);
  const [old, fresh] = [lines(before), lines(after)];
  const [had, has] = [new Set(old), new Set(fresh)];
  const gone = old.filter(line => !has.has(line));
  return el("pre", { tabindex: "0" },
    gone.map(line => el("del", {}, line + "\n")),
    fresh.map(line => (had.has(line) ? line + "\n" : el("ins", {}, line + "\n"))));
}

/** Paste a message, see what would be answered and made of it. Stores nothing. */
async function tryOne(page) {
  const { feeds: list } = await get("feeds");
  const found = el("div");
  const text = el("textarea", { name: "message", spellcheck: "false", required: true, placeholder: "MSH|^~\\&|…" });
  const form = el("form", { on: { submit: async event => {
    event.preventDefault();
    try {
      const seen = await postMessage(`preview/${filled(form).feed}`, text.value.replace(/\r?\n/g, "\r"));
      found.replaceChildren(
        el("div", { class: "columns" },
          el("section", {},
            el("h2", {}, `${seen.event ?? ""} → `, STATES[seen.state] ?? seen.state), reason(seen),
            seen.ack ? [el("h2", {}, `Answer ${seen.ackCode}`), el("pre", { tabindex: "0" }, seen.ack.replace(/\r/g, "\n"))] : null,
            warnings(seen.warnings)),
          el("section", {}, el("h2", {}, "FHIR"), changes(seen.changes))),
        el("h2", {}, "As read"), segments(text.value));
    } catch (error) {
      say(error.message);
    }
  } } },
  field("Feed", select("feed", list.map(one => [one.name, one.name]))),
  field("Message", text, { class: "wide" }),
  el("button", { class: "main" }, "Try it"));
  page.replaceChildren(
    el("h1", {}, "Try a message"),
    el("p", { class: "lead" }, "Shows what would be answered and what would be made of it. Nothing is stored."),
    list.length ? form : el("p", {}, "No feed is configured."), found);
}

const VIEWS = { feeds, messages, dead, outgoing, replay, try: tryOne };

async function draw() {
  clearTimeout(refresh);
  const [name, id] = (location.hash.slice(1) || "feeds").split("/");
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${name === "message" ? "messages" : name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const page = el("div");
  latest = page;
  try {
    if (name === "message") await show(page, id);
    else await (VIEWS[name] ?? feeds)(page);
    // Whoever went on meanwhile does not get the view that came late.
    if (latest !== page) return;
    main.replaceChildren(page);
    document.title = `${main.querySelector("h1")?.textContent ?? "Feeds"} · Chartproof`;
  } catch (error) {
    if (latest !== page) return;
    const out = error instanceof SignedOut;
    main.replaceChildren(
      el("h1", {}, out ? "You are signed out" : error.status === 403 ? "Not allowed" : "That did not work"),
      el("p", { role: "alert" }, error.message),
      out ? button("Sign in again", () => error.signIn(), { class: "main" }) : "");
  }
}

window.addEventListener("hashchange", () => draw().then(() => main.focus()));
draw();
countDead().catch(() => {});
