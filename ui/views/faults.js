// @ts-check
// What goes wrong on purpose: the rules, and a form and a short form of one more.

import { html } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { control } from "../api.js";
import { act, state, update } from "../state.js";
import { refresh } from "../stream.js";
import { choice, fold, panel, table, title as heading } from "../parts/blocks.js";
import { ask } from "../parts/menu.js";

export const title = "Faults";
export const enter = () => refresh("fault");

/** Words of the short form that are no part of the effect, and where they go. */
const MATCH = /** @type {Record<string, string>} */ ({ op: "operation", provider: "provider", method: "method", path: "path", caller: "caller" });
const RULE = /** @type {Record<string, string>} */ ({ id: "id", skip: "skip", times: "times", every: "every", p: "probability", seed: "seed", for_seconds: "for_seconds" });

const READY = [
    ["429 once, with Retry-After", "provider=graph,error=activityLimitReached,retry_after=5,times=1"],
    ["503 three times", "status=503,times=3"],
    ["Reset after commit", "op=driveItem.copy,after,reset,times=1"],
    ["Slow line", "drip=8192"],
    ["Upload broken at 256 KiB", "upload=262144,times=1"],
    ["Late, 100 to 900 ms", "delay=100..900"],
];
const EFFECTS = [["status", "Answer with status"], ["error", "Answer with the API's error"], ["reset", "Reset the connection"], ["close", "Close the connection"], ["hang", "Never answer"],
    ["delay", "Delay, in ms"], ["drip", "Slow line, bytes per second"], ["cut", "Cut the answer after bytes"], ["upload", "Break the upload after bytes"]];

/** The rule that is being written, in short form. */
let draft = READY[0][1];

/** @returns {Map<string, string>} */
const words = (text) => new Map(text.split(",").map((word) => word.trim()).filter(Boolean).map((word) => {
    const [name, ...value] = word.split("=");
    return [name, value.join("=")];
}));

/** @param {Map<string, string>} all */
const text = (all) => [...all].map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join(",");

/** Returns the rule of a short form as the API takes it. */
export function rule(short) {
    /** @type {Record<string, any>} */
    const rule = {};
    /** @type {Record<string, string>} */
    const match = {};
    const effect = new Map();
    for (const [name, value] of words(short)) {
        if (MATCH[name]) {
            match[MATCH[name]] = value;
        } else if (RULE[name]) {
            rule[RULE[name]] = name === "id" ? value : Number(value);
        } else if (name === "after" || name === "before") {
            rule.when = name;
        } else {
            effect.set(name, value);
        }
    }
    return { ...rule, match, effect: text(effect) };
}

/** Writes a rule that hits a request like this one once. @param {import("../state.js").Entry} entry */
export function draftFor({ provider, operation, method, path }) {
    const what = operation ? `provider=${provider},op=${operation}` : `method=${method},path=${path.split("?")[0]}`;
    draft = `${what},status=503,times=1`;
}

/** Changes one word of the draft. @param {boolean} [bare] whether it stands without a value */
function set(name, value, bare = false) {
    const all = words(draft);
    if (value === "" && !bare) {
        all.delete(name);
    } else {
        all.set(name, value);
    }
    draft = text(all);
    update();
}

function chooseEffect(kind) {
    const all = words(draft);
    EFFECTS.forEach(([name]) => all.delete(name));
    const usual = /** @type {Record<string, string>} */ ({ status: "503", error: "activityLimitReached", delay: "500", drip: "8192", cut: "1024", upload: "262144" });
    all.set(kind, usual[kind] ?? "");
    if (kind !== "status" && kind !== "error") {
        all.delete("retry_after");
    }
    draft = text(all);
    update();
}

const add = (event) => {
    event.preventDefault();
    return act(async () => {
        await control("POST", "faults", rule(draft));
        await refresh("fault");
    }, "The fault is set.");
};

/** @param {string} [id] all of them without one */
async function remove(id) {
    await control("DELETE", id ? `faults/${encodeURIComponent(id)}` : "faults");
    await refresh("fault");
}

const removeAll = () => ask("Remove all faults?", "Requests are answered as they should be again.", "Remove all", () => remove());

/** What happens, in words that are close to the short form. */
const what = ({ effect, effects }) => typeof effect === "string" ? effect
    : JSON.stringify(effect ?? effects).replace(/[{}"]/g, "").replaceAll(",", ", ").replaceAll(":", " ");

function row(fault) {
    const { id, hits, matched, early, spent, skip, when } = fault;
    const match = Object.entries(fault.match ?? {}).map(([name, value]) =>
        html`<span class="chip">${name} <b>${typeof value === "object" ? JSON.stringify(value) : value}</b></span> `);
    const total = fault.times ?? fault.effects?.length;
    return [
        html`<code>${id}</code>`,
        html`${match.length ? match : "every request"}<span class="under">${when === "after" ? "after the commit: " : ""}${what(fault)}${
            skip ? `, from number ${skip + 1} on` : ""}</span>`,
        html`<b>${hits}</b> of ${matched}`,
        early,
        spent ? html`<span class="chip">spent</span>` : total === undefined ? "no end" : total - hits,
        html`<button @click=${() => act(() => remove(id))} aria-label="Remove ${id}">Remove</button>`,
    ];
}

const field = (name, label, value, type = "text") => html`<label>${label}<input type=${type} min="0" list=${name} autocomplete="off"
    spellcheck="false" .value=${live(value)} @input=${({ target }) => set(name, target.value)}></label>`;

function form() {
    const all = words(draft);
    const word = (name) => all.get(name) ?? "";
    const kind = EFFECTS.find(([name]) => all.has(name))?.[0];
    const { providers } = state.info;
    const shown = providers.filter(({ name }) => !word("provider") || name === word("provider"));
    const operations = new Set(shown.flatMap(({ operations }) => operations.map(({ name }) => name)));
    const isAnswer = kind === "status" || kind === "error";
    return html`<form class="fields" @submit=${add}>
        ${choice("API", word("provider"), [["", "all"], ...providers.map(({ name }) => name)], (name) => set("provider", name))}
        ${field("op", "Operation", word("op"))}
        <datalist id="op">${[...operations].map((name) => html`<option value=${name}></option>`)}</datalist>
        ${choice("What happens", kind, kind ? EFFECTS : [[undefined, "as in the short form"], ...EFFECTS], chooseEffect)}
        ${kind && word(kind) !== "" ? field(kind, "Value", word(kind)) : ""}
        ${isAnswer ? field("retry_after", "Retry-After, seconds", word("retry_after"), "number") : ""}
        ${choice("When", all.has("after") ? "after" : "", [["", "instead of the operation"], ["after", "after it was committed"]],
            (when) => set("after", "", when === "after"))}
        ${field("times", "How often", word("times"), "number")}${field("skip", "Let pass first", word("skip"), "number")}
        <label class="wide"><span>Short form, as <code>--fault</code> takes it</span><input data-filter class="mono" spellcheck="false"
            autocomplete="off" .value=${live(draft)} @input=${({ target }) => { draft = target.value; update(); }}></label>
        <div class="actions wide"><button class="primary">Set this fault</button></div>
        <div class="wide">${fold("What is sent to /_mock/faults",
            html`<pre class="block" tabindex="0">${JSON.stringify(rule(draft), null, 2)}</pre>`)}</div></form>`;
}

export function view() {
    const { faults } = state;
    const ready = (/** @type {string[]} */ [name, short]) => html`<button aria-pressed=${draft === short} @click=${() => { draft = short; update(); }}>${name}</button>`;
    const headings = ["Rule", "*Hits what, and how", "#Hits", "#Early retries", "Left", "Remove"];
    return html`${heading(title, "Let requests fail, take long or break off, and see how your client takes it.")}
        ${faults.length ? html`<div class="log">${table(headings, faults.map(row))}</div>
            <p><button @click=${removeAll}>Remove all …</button></p>`
        : html`<p class="empty">No fault is set: every request is answered as it should be.</p>`}
        ${panel("Set a fault", html`<div class="actions" role="group" aria-label="Ready-made faults">${READY.map(ready)}</div>`, form())}`;
}
