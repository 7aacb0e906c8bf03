// @ts-check
// Time and what waits for it: the clock, tasks, daily quotas, notifications.

import { html } from "../vendor/lit-html/lit-html.js";
import { control } from "../api.js";
import { act, sandboxNow, state, update } from "../state.js";
import { refresh } from "../stream.js";
import { values } from "../parts/menu.js";
import { tree } from "../parts/json.js";
import { moment, offset } from "../parts/time.js";

export const title = "Clock and tasks";

/** @type {{resets: string, quotas: any[]}} */
let quotas = { resets: "", quotas: [] };

export async function enter() {
    await refresh("clock", "task", "notification");
    quotas = await control("GET", "quotas");
    update();
}

const change = (method, path, body, done) => act(async () => {
    const answer = await control(method, path, body);
    await enter();
    return answer;
}, done);

const STEPS = /** @type {const} */ ([["1 minute", 60], ["1 hour", 3600], ["1 day", 86400]]);

function clockPanel() {
    const { frozen } = state.clock;
    const now = new Date(sandboxNow());
    const set = (event) => change("PUT", "clock", { now: `${values(event).now}Z` }, "The clock is set.");
    return html`<section class="panel"><h2>Clock</h2>
        <p class="big">${now.toISOString().slice(0, 10)} <b id="wall"></b> <span class="soft">UTC</span>
            <span class="chip">${frozen ? "frozen" : "running"}</span> ${offset(sandboxNow() - Date.now()) ? html`<span class="chip">${offset(sandboxNow() - Date.now())} from the system's</span>` : ""}</p>
        <div class="row"><button @click=${() => change("PUT", "clock", { frozen: !frozen })}>${frozen ? "Let it run" : "Freeze"}</button>
            ${STEPS.map(([name, seconds]) => html`<button @click=${() => change("POST", "clock/advance", { seconds }, `Advanced by ${name}.`)}>+ ${name}</button>`)}
            ${state.has.events ? html`<button @click=${() => change("POST", "clock/advance", { to_next: "any" }, "Advanced to what was due next.")}>To the next due</button>` : ""}</div>
        <form class="row" @submit=${set}><label>Set to (UTC) <input type="datetime-local" name="now" step="1" required value=${now.toISOString().slice(0, 19)}></label><button>Set</button></form></section>`;
}

function taskRow(task) {
    const ended = task.state === "ended" || task.ended;
    const end = (how) => () => change("POST", `tasks/${task.id}/${how}`, undefined);
    return html`<tr><th scope="row">${task.id}</th><td class="what">${task.provider} <span class="under break">${task.task_id}</span></td>
        <td><span class="chip">${task.state}</span></td>
        <td><label class="row"><progress max="100" .value=${task.percent} aria-label="Progress of task ${task.id}"></progress> ${task.done}${task.failed ? html` done, <b>${task.failed} failed</b>,` : ""} of ${task.total}</label></td>
        <td class="soft nowrap">${task.pace}</td><td class="soft nowrap">${moment(task.created)}</td>
        <td class="nowrap">${ended ? "" : html`<button @click=${end("finish")} aria-label="Finish task ${task.id}">Finish</button> <button @click=${end("fail")} aria-label="Let task ${task.id} fail">Fail</button>`}</td></tr>`;
}

function taskPanel() {
    const pace = (event) => change("PUT", "settings", { tasks: values(event).pace }, "Tasks to come run so.").then(() => refresh("settings"));
    return html`<section class="panel"><h2>Tasks</h2>
        <form class="row" @submit=${pace}><label>Pace of those to come <input name="pace" list="paces" required .value=${state.settings?.tasks ?? ""}></label>
            <datalist id="paces"><option value="at-once"></option><option value="manual"></option><option value="polls:2"></option><option value="timed:1000+200"></option></datalist><button>Set</button></form>
        ${state.tasks.length ? html`<div class="log"><table class="cards"><thead><tr><th scope="col">No.</th><th scope="col">Task</th><th scope="col">State</th><th scope="col">Items</th><th scope="col">Pace</th><th scope="col">Began</th><th scope="col">End it</th></tr></thead>
            <tbody>${state.tasks.slice(-100).reverse().map(taskRow)}</tbody></table></div>` : html`<p class="soft">No task yet. Copies, moves and batches make some; with the pace <code>manual</code> they wait for you here.</p>`}</section>`;
}

function quotaPanel() {
    const set = (event) => {
        const { which, used, limit } = values(event);
        const [app, operation] = which.split(" ");
        change("PUT", "quotas", { app, operation, ...(used && { used: Number(used) }), ...(limit && { limit: Number(limit) }) }, "The quota is set.");
    };
    const used = quotas.quotas.filter((quota) => quota.used > 0);
    const keys = [...new Set(quotas.quotas.map(({ app, operation }) => `${app} ${operation}`))];
    return html`<section class="panel"><h2>Daily quotas</h2><p class="soft">KDocs counts calls by application and operation. The day ends ${quotas.resets ? moment(quotas.resets) : ""} UTC.</p>
        ${used.length ? html`<table class="cards"><thead><tr><th scope="col">Operation</th><th scope="col">Application</th><th scope="col" class="number">Used</th><th scope="col" class="number">Limit</th></tr></thead><tbody>
            ${used.map((quota) => html`<tr><th scope="row" class="break">${quota.operation}</th><td>${quota.app}</td><td class="number" data-label="Used">${quota.used}</td><td class="number" data-label="Limit">${quota.limit}</td></tr>`)}</tbody></table>` : html`<p class="soft">None has been used today.</p>`}
        <form class="row" @submit=${set}><label class="grow">Application and operation <input name="which" list="quotas" required pattern="\\S+ \\S+" autocomplete="off"></label>
            <datalist id="quotas">${keys.map((key) => html`<option value=${key}></option>`)}</datalist>
            <label>Used <input type="number" name="used" min="0" class="short"></label><label>Limit <input type="number" name="limit" min="0" class="short"></label><button>Set</button></form></section>`;
}

export function view() {
    const sent = state.notifications.slice(-100).reverse();
    return html`<div class="title"><h1>Clock and tasks</h1><p class="lead">Let an hour pass in an instant, and end tasks as you need them.</p></div>
        ${clockPanel()}${taskPanel()}${quotaPanel()}
        <section class="panel"><h2>Notifications</h2>${sent.length ? html`<ul class="plain list">${sent.map((note) => html`<li><details><summary>${moment(note.at)} <span class="status s${String(note.status ?? "").charAt(0)}">${note.status ?? "none"}</span> ${note.provider} <span class="break">${note.url}</span> ${note.error ? html`<span class="chip">${note.error}</span>` : ""}</summary><div class="block">${tree(note)}</div></details></li>`)}</ul>` : html`<p class="soft">None was sent yet: they need a subscription of Microsoft Graph or a webhook of KDocs.</p>`}</section>`;
}
