import { check } from "/console/proof.js";

const $ = (id) => document.getElementById(id);
const fetchJson = async (path) => {
  const answer = await fetch("/console/api/" + path);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
/** Text never becomes markup here: elements are made and filled with textContent. */
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};
const time = (value) => value ? new Date(value).toISOString().replace("T", " ").replace(".000Z", "Z") : "";
const short = (text) => text.length > 14 ? text.slice(0, 10) + "…" : text;
let publicKey = "";

async function health() {
  const log = await fetchJson("health");
  publicKey = log.publicKey;
  const cards = [
    ["entries proven", log.size], ["waiting for a proof", log.waiting, log.waiting > 0 ? "warn" : ""],
    ["last checkpoint", time(log.lastCheckpoint) || "none"], ["witnesses", log.witnesses],
    ["last verification", time(log.lastVerification) || "never", log.lastVerification ? "" : "warn"],
    ["faults found", log.faults, log.faults > 0 ? "bad" : ""],
  ];
  $("health").replaceChildren(...cards.map(([label, value, mark]) => {
    const card = element("div", undefined, "card " + (mark || ""));
    card.append(element("dt", label), element("dd", String(value)));
    return card;
  }));
}

/** The records of one call become one row; what belongs to no call is a row of its own. */
function group(records) {
  const calls = new Map();
  for (const record of records) {
    const isCall = ["intent", "outcome", "refusal"].includes(record.kind);
    const key = isCall ? record.request : record.event || "#" + record.index;
    const row = calls.get(key) || { records: [], what: isCall ? "call" : record.kind, result: "" };
    row.records.push(record);
    for (const field of ["time", "model", "pseudonym", "policy", "verdict"]) row[field] ||= record[field];
    row.time = Math.min(row.time || record.time, record.time);
    row.result = row.result || record.result;
    row.found = Math.max(row.found || 0, record.foundRequest) + (record.kind === "outcome" ? record.foundReply : 0);
    calls.set(key, row);
  }
  return [...calls.values()];
}

function show(records) {
  const heads = [...document.querySelectorAll("thead th")].map((head) => head.textContent);
  const rows = group(records).map((call) => {
    const row = document.createElement("tr");
    const open = call.what === "call" && !call.result;
    const good = ["delivered", "pass"].includes(call.result) || (call.what !== "call" && !call.result);
    const result = element("td");
    result.append(element("span", open ? "unfinished" : call.result || "done", "tag " + (open ? "warn" : good ? "good" : "bad")));
    const links = element("td");
    for (const record of call.records.slice().reverse()) {
      const link = element("a", record.kind);
      link.href = "#e=" + record.event;
      links.append(link, " ");
    }
    const cells = [element("td", time(call.time)), element("td", call.what), result, element("td", call.policy || call.verdict),
      element("td", String(call.found || 0), "number"), element("td", call.model), element("td", short(call.pseudonym), "code"), links];
    // A narrow screen shows each row as a card, and then each cell says what it is.
    cells.forEach((cell, i) => { cell.dataset.label = heads[i]; });
    row.append(...cells);
    return row;
  });
  $("rows").replaceChildren(...rows);
  $("state").textContent = rows.length === 0 ? "Nothing found." : `${records.length} records, ${rows.length} rows.`;
}

/** Every leaf of the record as "path: value". */
function* leaves(value, path = "") {
  if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* leaves(inner, path ? path + "." + name : name);
  } else yield [path, String(value)];
}

async function detail(event) {
  const record = await fetchJson("record?event=" + encodeURIComponent(event));
  const entry = Uint8Array.from(atob(record.entry), (c) => c.charCodeAt(0));
  const text = new TextDecoder().decode(entry);
  const result = await check(record, publicKey);
  const say = {
    included: ["✓ in the log, checked by this browser", "good"], signed: ["✓ checkpoint signed by the log's key", "good"],
    bad: ["✗ does not verify", "bad"], waiting: ["… no checkpoint covers it yet", "warn"],
    unchecked: ["? this browser cannot check Ed25519", "warn"],
  };
  $("verdicts").replaceChildren(...[["Entry: ", result.included], ["Signature: ", result.signature]].flatMap(([what, key]) =>
    [element("span", what + say[key][0], "tag " + say[key][1]), document.createTextNode(" ")]));
  $("h-detail").textContent = `Record #${record.index}`;
  let fields = [];
  try { fields = [...leaves(JSON.parse(text))]; } catch { /* not a record of ours: shown as stored */ }
  $("fields").replaceChildren(...fields.flatMap(([path, value]) => [element("dt", path), element("dd", value)]));
  $("raw").textContent = text;
  $("detail").hidden = false;
  $("detail").focus();
}

async function guarded(work) {
  try { await work(); } catch (failure) { $("state").textContent = String(failure.message).trim(); }
}

const recent = () => guarded(async () => { $("h-calls").textContent = "Recent calls"; show(await fetchJson("recent")); });

function follow() {
  const event = /^#e=([0-9a-zA-Z_-]+)$/.exec(location.hash);
  if (event) return guarded(() => detail(event[1]));
  $("detail").hidden = true;
  return undefined;
}

$("search").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const parameters = new URLSearchParams([...new FormData(submitted.target)].filter(([, value]) => value !== ""));
  guarded(async () => {
    show(await fetchJson("search?" + parameters));
    $("h-calls").textContent = "Found";
    $("calls").focus();
  });
});
$("search").addEventListener("reset", recent);
addEventListener("hashchange", follow);
await guarded(health);
await recent();
await follow();
