// @ts-check
// Time and what waits for it: the clock, tasks, daily quotas, notifications.

import { html } from "../vendor/lit-html/lit-html.js";
import { control, optional } from "../api.js";
import { act, sandboxNow, state, update } from "../state.js";
import { refresh } from "../stream.js";
import { fold, list, panel, status, table, title as heading } from "../parts/blocks.js";
import { tree } from "../parts/json.js";
import { values } from "../parts/menu.js";
import { moment, offset } from "../parts/time.js";

export const title = "Clock and tasks";

/** @type {{resets: string, quotas: any[]}} */
let quotas = { resets: "", quotas: [] };

/** The items of the tasks that were opened, by number. @type {Map<number, any[]>} */
const opened = new Map();

/** Asks for the items of a task, or forgets them. */
const look = (id) => ({ target }) => act(async () => {
    opened.delete(id);
    if (target.open) {
        opened.set(id, (await control("GET", `tasks/${id}`)).items);
    }
});

const lookAgain = () => Promise.all([...opened.keys()].map(async (id) => opened.set(id, (await optional(`tasks/${id}`))?.items ?? [])));

export async function enter() {
    await refresh("clock", "task", "notification");
    quotas = await control("GET", "quotas");
    await lookAgain();
    update();
}

/** Looks again each second at tasks that go on by the clock, of which no event tells. */
export async function tick() {
    if (state.tasks.some(({ ended, pace }) => !ended && pace.startsWith("timed"))) {
        await Promise.all([refresh("task"), lookAgain()]);
    }
}

/** @param {unknown} [body] @param {string} [done] */
const change = (method, path, body, done) => act(async () => {
    await control(method, path, body);
    await enter();
}, done);

const STEPS = /** @type {const} */ ([["1 minute", 60], ["1 hour", 3600], ["1 day", 86400]]);

function clockPanel() {
    const { frozen } = state.clock;
    const now = new Date(sandboxNow());
    const off = offset(now.getTime() - Date.now());
    const set = (event) => change("PUT", "clock", { now: `${values(event).now}Z` }, "The clock is set.");
    const advance = (by, done) => () => change("POST", "clock/advance", by, done);
    return panel("Clock", html`
        <p class="big">${now.toISOString().slice(0, 10)} <b id="wall"></b> <span class="soft">UTC</span>
            <span class="chip">${frozen ? "frozen" : "running"}</span>
            ${off ? html`<span class="chip">${off} from the system's</span>` : ""}</p>
        <div class="row"><button @click=${() => change("PUT", "clock", { frozen: !frozen })}>${frozen ? "Let it run" : "Freeze"}</button>
            ${STEPS.map(([name, seconds]) => html`<button @click=${advance({ seconds }, `Advanced by ${name}.`)}>+ ${name}</button>`)}
            <button @click=${advance({ to_next: "any" }, "Advanced.")}>To what is due next</button></div>
        <form class="row" @submit=${set}>
            <label>Set to (UTC) <input type="datetime-local" name="now" step="1" required value=${now.toISOString().slice(0, 19)}></label>
            <button>Set</button></form>`);
}

const taskItem = ({ state: now, path, given, made, error }) => html`<span class="chip ${now === "done" ? "good" : now === "failed" ? "warn" : ""}">${now}</span>
    <code>${path ?? given}</code>${made && made !== path ? html` → <code>${made}</code>` : ""}${error ? html` <span class="soft">${error}</span>` : ""}`;

/** How many items of a task are drawn. */
const MOST = 200;

const taskItems = (id, items) => html`<details ?open=${items} @toggle=${look(id)}><summary>Items</summary>
    ${items ? list(items.slice(0, MOST).map(taskItem)) : ""}${items?.length > MOST ? html`<p class="soft">… ${items.length - MOST} more</p>` : ""}</details>`;

/** @param {any} task */
function taskRow({ id, provider, task_id: name, state: now, ended, percent, done, failed, total, pace, created }) {
    const end = (how) => () => change("POST", `tasks/${id}/${how}`);
    return [
        id,
        html`${provider} <span class="under break">${name}</span> ${taskItems(id, opened.get(id))}`,
        html`<span class="chip">${now}</span>`,
        html`<span class="row"><progress max="100" .value=${percent} aria-label="Progress of task ${id}"></progress>
            ${done}${failed ? html` done, <b>${failed} failed</b>,` : ""} of ${total}</span>`,
        html`<span class="nowrap">${pace}</span>`,
        moment(created),
        ended ? "" : html`<span class="nowrap"><button @click=${end("finish")} aria-label="Finish task ${id}">Finish</button>
            <button @click=${end("fail")} aria-label="Let task ${id} fail">Fail</button></span>`,
    ];
}

function taskPanel() {
    const set = async (event) => {
        await change("PUT", "settings", { tasks: values(event).pace }, "Tasks to come run so.");
        await refresh("settings");
    };
    const headings = ["No.", "*Task", "State", "Items", "Pace", "Began", "End it"];
    return panel("Tasks", html`
        <form class="row" @submit=${set}>
            <label>Pace of those to come <input name="pace" list="paces" required .value=${state.settings?.tasks ?? ""}></label>
            <datalist id="paces">${["at-once", "manual", "polls:2", "timed:1000+200"].map((pace) => html`<option value=${pace}></option>`)}</datalist>
            <button>Set</button></form>
        ${state.tasks.length ? html`<div class="log">${table(headings, state.tasks.slice(-100).reverse().map(taskRow))}</div>`
            : html`<p class="soft">No task yet. Copies, moves and batches make some; with the pace <code>manual</code> they wait for you here.</p>`}`);
}

function quotaPanel() {
    const set = (event) => {
        const { which, used, limit } = values(event);
        const [app, operation] = which.split(" ");
        const numbers = { ...(used && { used: Number(used) }), ...(limit && { limit: Number(limit) }) };
        change("PUT", "quotas", { app, operation, ...numbers }, "The quota is set.");
    };
    const rows = quotas.quotas.filter(({ used }) => used > 0).map(({ app, operation, used, limit }) => [operation, app, used, limit]);
    const keys = [...new Set(quotas.quotas.map(({ app, operation }) => `${app} ${operation}`))];
    return panel("Daily quotas", html`
        <p class="soft">KDocs counts calls by application and operation. The day ends at ${quotas.resets ? moment(quotas.resets) : ""} UTC.</p>
        ${rows.length ? table(["Operation", "Application", "#Used", "#Limit"], rows) : html`<p class="soft">None has been used today.</p>`}
        <form class="row" @submit=${set}>
            <label class="grow">Application and operation <input name="which" list="quotas" required pattern="\\S+ \\S+" autocomplete="off"></label>
            <datalist id="quotas">${keys.map((key) => html`<option value=${key}></option>`)}</datalist>
            <label>Used <input type="number" name="used" min="0" class="short"></label>
            <label>Limit <input type="number" name="limit" min="0" class="short"></label><button>Set</button></form>`);
}

const sent = (note) => fold(
    html`${moment(note.at)} ${status(note.status)} ${note.provider} <span class="break">${note.url}</span> ${note.error ?? ""}`,
    html`<div class="block">${tree(note)}</div>`,
);

export const view = () => html`${heading(title, "Let an hour pass in an instant, and end tasks as you need them.")}
    ${clockPanel()}${taskPanel()}${quotaPanel()}
    ${panel("Notifications", state.notifications.length ? list(state.notifications.slice(-100).reverse().map(sent))
        : html`<p class="soft">None was sent yet: they need a subscription of Microsoft Graph or a webhook of KDocs.</p>`)}`;
