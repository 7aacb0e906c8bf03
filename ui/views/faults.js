// @ts-check
// What goes wrong on purpose: the rules, and a form and a short form of one more.

import { html } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { control } from "../api.js";
import { act, state, update } from "../state.js";
import { refresh } from "../stream.js";
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

const remove = (id) => act(async () => {
    if (id || (await ask("Remove all faults?", "Requests are answered as they should be again.", "Remove all"))) {
        await control("DELETE", id ? `faults/${encodeURIComponent(id)}` : "faults");
        await refresh("fault");
    }
});

const what = (rule) => (typeof rule.effect === "string" ? rule.effect : JSON.stringify(rule.effect ?? rule.effects).replace(/[{}"]/g, "").replaceAll(",", ", ").replaceAll(":", " "));

function row(fault) {
    const match = Object.entries(fault.match ?? {}).map(([name, value]) => html`<span class="chip">${name} <b>${typeof value === "object" ? JSON.stringify(value) : value}</b></span> `);
    const total = fault.times ?? fault.effects?.length;
    return html`<tr><th scope="row"><code>${fault.id}</code></th>
        <td class="what">${match.length ? match : "every request"}<span class="under">${fault.when === "after" ? "after the commit: " : ""}${what(fault)}${fault.skip ? `, from number ${fault.skip + 1} on` : ""}</span></td>
        <td class="number" data-label="Hits"><b>${fault.hits}</b> of ${fault.matched}</td><td class="number" data-label="Early">${fault.early}</td>
        <td data-label="Left">${fault.spent ? html`<span class="chip">spent</span>` : total === undefined ? "no end" : total - fault.hits}</td>
        <td><button @click=${() => remove(fault.id)} aria-label="Remove ${fault.id}">Remove</button></td></tr>`;
}

const field = (name, label, value, type = "text", list = "") => html`<label>${label}<input type=${type} min="0" list=${list} autocomplete="off" spellcheck="false" .value=${live(value)} @input=${(event) => set(name, event.target.value)}></label>`;

function form() {
    const all = words(draft);
    const word = (name) => all.get(name) ?? "";
    const kind = EFFECTS.find(([name]) => all.has(name))?.[0] ?? "";
    const provider = state.info.providers.find(({ name }) => name === word("provider"));
    const operations = new Set((provider ? [provider] : state.info.providers).flatMap(({ operations }) => operations.map(({ name }) => name)));
    const change = (name) => (event) => set(name, event.target.value);
    return html`<form class="fields" @submit=${add}>
        <label>API<select .value=${live(word("provider"))} @change=${change("provider")}><option value="">all</option>${state.info.providers.map(({ name }) => html`<option>${name}</option>`)}</select></label>
        ${field("op", "Operation", word("op"), "text", "operations")}
        <datalist id="operations">${[...operations].map((name) => html`<option value=${name}></option>`)}</datalist>
        <label>What happens<select .value=${live(kind)} @change=${(event) => chooseEffect(event.target.value)}><option value="" disabled>in the short form</option>${EFFECTS.map(([name, label]) => html`<option value=${name}>${label}</option>`)}</select></label>
        ${kind && !["reset", "close", "hang"].includes(kind) ? field(kind, "Value", word(kind)) : ""}
        ${kind === "status" || kind === "error" ? field("retry_after", "Retry-After, seconds", word("retry_after"), "number") : ""}
        <label>When<select .value=${live(all.has("after") ? "after" : "")} @change=${(event) => set("after", "", event.target.value === "after")}><option value="">instead of the operation</option><option value="after">after it was committed</option></select></label>
        ${field("times", "How often", word("times"), "number")}${field("skip", "Let pass first", word("skip"), "number")}
        <label class="wide"><span>Short form, as <code>--fault</code> takes it</span><input data-filter class="mono" spellcheck="false" autocomplete="off" .value=${live(draft)} @input=${(event) => { draft = event.target.value; update(); }}></label>
        <div class="actions wide"><button class="primary">Set this fault</button></div>
        <details class="wide"><summary>What is sent to /_mock/faults</summary><pre class="block" tabindex="0">${JSON.stringify(rule(draft), null, 2)}</pre></details></form>`;
}

export function view() {
    const { faults } = state;
    return html`<div class="title"><h1>Faults</h1><p class="lead">Let requests fail, take long or break off, and see how your client takes it.</p></div>
        ${faults.length ? html`<div class="log"><table class="cards"><thead><tr><th scope="col">Rule</th><th scope="col">Hits what, how</th><th scope="col" class="number">Hits</th><th scope="col" class="number">Early retries</th><th scope="col">Left</th><th scope="col"><button @click=${() => remove()}>Remove all …</button></th></tr></thead>
            <tbody>${faults.map(row)}</tbody></table></div>` : html`<p class="empty">No fault is set: every request is answered as it should be.</p>`}
        <section class="panel"><h2>Set a fault</h2>
            <div class="actions" role="group" aria-label="Ready-made faults">${READY.map(([name, short]) => html`<button aria-pressed=${draft === short} @click=${() => { draft = short; update(); }}>${name}</button>`)}</div>
            ${form()}</section>`;
}
