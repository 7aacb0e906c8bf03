// @ts-check
// How to get there, with what credentials, and how the sandbox is set.

import { html } from "../vendor/lit-html/lit-html.js";
import { base, control, optional } from "../api.js";
import { act, state, update } from "../state.js";
import { refresh, reload } from "../stream.js";
import { tree } from "../parts/json.js";
import { ask, values } from "../parts/menu.js";
import { copyable } from "../parts/toast.js";
import { address, baseUrl, NAMES, token } from "./start.js";

export const title = "Setup";

/** @type {Record<string, any>} */
let diagnosis = {};
/** @type {any[]} */
let snapshots = [];

export async function enter() {
    await refresh("settings");
    diagnosis = (await optional("diagnosis")) ?? {};
    snapshots = state.has.snapshots ? (await control("GET", "snapshots")).snapshots : [];
    update();
}

/** @param {() => Promise<unknown>} what */
const change = (what, done) => act(async () => {
    await what();
    await enter();
}, done);

const server = () => base.href.replace(/\/$/, "");
/** Commands that lead a client here. @returns {string[][]} */
const commands = () => [
    ["Shell", `eval "$(mockdrive env --url ${server()})"`],
    ["Microsoft Graph", `curl ${server()}/v1.0/me/drive/root/children -H 'Authorization: Bearer ${token()}'`],
    ["KDocs", `curl '${server()}/api/v1/openapi/personal/files/flat?access_token=${token()}'`],
    ["WPS v7", `curl '${server()}/v7/drives/private/files/0/children?page_size=20' -H 'Authorization: Bearer ${token()}'`],
    ["KooDrive", `curl '${server()}/koodrive/ose/v1/jobs?offset=0&limit=10' -H 'Authorization: Bearer ${token()}'`],
];

function credentials() {
    const { tokens, apps, graph_tenant: tenant } = state.info;
    return html`<section class="panel"><h2>Credentials</h2><p class="soft">They are dummies of this mock and open nothing else. Tokens work in all four APIs.</p>
        <table class="cards"><caption>Tokens of people</caption><thead><tr><th scope="col">Token</th><th scope="col">Person</th><th scope="col">May</th></tr></thead><tbody>
            ${tokens.map((row) => html`<tr><td>${copyable(row.token, `token of ${row.user}`)}</td><td>${row.user}</td><td class="break">${row.scopes.join(", ")}</td></tr>`)}</tbody></table>
        <table class="cards"><caption>Applications${tenant ? html` <span class="soft">(Graph tenant ${copyable(tenant, "tenant")})</span>` : ""}</caption><thead><tr><th scope="col">Application</th><th scope="col">Id</th><th scope="col">Secret</th></tr></thead><tbody>
            ${apps.map((app) => html`<tr><td>${NAMES[app.api] ?? app.api} <span class="under">${app.name}</span></td><td>${copyable(app.id, `id of ${app.name}`)}</td><td>${copyable(app.secret, `secret of ${app.name}`)}</td></tr>`)}</tbody></table></section>`;
}

async function restore(name) {
    if (await ask(`Restore ${name}?`, "What the drives hold now is lost, with clock, settings and quotas.", "Restore")) {
        await change(async () => {
            await control("POST", `snapshots/${encodeURIComponent(name)}/restore`);
            await reload();
        }, "Restored.");
    }
}

async function forget(name) {
    if (await ask(`Delete the snapshot ${name}?`, "The sandbox itself stays as it is.", "Delete")) {
        await change(() => control("DELETE", `snapshots/${encodeURIComponent(name)}`), "Deleted.");
    }
}

function snapshotPanel() {
    const make = (event) => {
        const { name } = values(event);
        change(() => control("POST", "snapshots", { name }), "The snapshot is made.");
    };
    const bring = async (event) => {
        const file = event.target.files[0];
        if (file && (await ask(`Import ${file.name}?`, "It takes the place of all that this sandbox holds.", "Import"))) {
            change(async () => { await control("PUT", "snapshot", file); await reload(); }, "Imported.");
        }
        event.target.value = "";
    };
    return html`<section class="panel"><h2>Snapshots</h2><p class="soft">Files, clock, settings and quotas of a moment, to come back to.</p>
        ${snapshots.length ? html`<ul class="plain list">${snapshots.map(({ name }) => html`<li class="row"><b class="grow">${name}</b><button @click=${() => restore(name)} aria-label="Restore ${name} …">Restore …</button>
            <a class="button" href=${address(`_mock/snapshot?name=${encodeURIComponent(name)}`)} download="${name}.zip" aria-label="Export ${name}">Export</a><button class="danger" @click=${() => forget(name)} aria-label="Delete ${name} …">Delete …</button></li>`)}</ul>` : ""}
        <form class="row" @submit=${make}><label>Name <input name="name" required autocomplete="off"></label><button class="primary">Make a snapshot</button>
            <a class="button" href=${address("_mock/snapshot")} download="mockdrive.zip">Export all</a><label>Import <input type="file" accept=".zip" @change=${bring}></label></form></section>`;
}

function settingsPanel() {
    const put = (name, was) => (event) => {
        const text = event.target.value;
        const value = text === "" || text === "null" ? null : typeof was === "string" ? text : /^(\{|true$|false$|\d+$)/.test(text) ? JSON.parse(text) : text;
        change(() => control("PUT", "settings", { [name]: value }), `${name} is set.`);
    };
    return html`<section class="panel"><h2>Settings</h2><p class="soft">Of this sandbox; a reset brings back those of its start.</p><div class="fields">
        ${Object.entries(state.settings ?? {}).filter(([, value]) => typeof value !== "object" || value === null).map(([name, value]) => html`<label><code>${name}</code><input .value=${String(value)} @change=${put(name, value)} autocomplete="off" spellcheck="false"></label>`)}
        <label class="wide"><code>journal</code><input class="mono" .value=${JSON.stringify(state.settings?.journal)} @change=${put("journal", {})} autocomplete="off" spellcheck="false"></label></div></section>`;
}

function coverage({ name, operations }) {
    const done = operations.filter(({ emulated }) => emulated).length;
    return html`<li><details><summary>${NAMES[name] ?? name}: <b>${done}</b> of ${operations.length} operations</summary><ul class="plain operations">${operations.map((operation) => html`
        <li><span class="chip ${operation.emulated ? "good" : ""}">${operation.emulated ? "works" : "answers 501"}</span> <code>${operation.method} ${operation.path}</code> <span class="soft">${operation.name}</span></li>`)}</ul></details></li>`;
}

export function view() {
    const wrong = Object.entries(diagnosis);
    return html`<div class="title"><h1>Setup</h1><p class="lead">Where the APIs are, who may use them, and how this sandbox behaves.</p></div>
        <section class="panel"><h2>Base URLs</h2><dl class="pairs">${state.info.providers.map((provider) => html`<dt>${NAMES[provider.name] ?? provider.name}</dt><dd>${copyable(baseUrl(provider), `base URL of ${provider.name}`)}</dd>`)}</dl></section>
        <section class="panel"><h2>Commands</h2><dl class="pairs">${commands().map(([name, command]) => html`<dt>${name}</dt><dd>${copyable(command, `command for ${name}`)}</dd>`)}</dl>
            ${state.has.tls ? html`<p>For https, clients have to trust <a href=${address("_mock/tls/ca.pem")} download="ca.pem">the authority of this server</a>.</p>` : ""}</section>
        ${credentials()}
        ${state.has.snapshots ? snapshotPanel() : ""}
        ${settingsPanel()}
        <section class="panel"><h2>Diagnosis</h2>${wrong.length ? html`<ul class="plain list">${wrong.map(([name, { count, ...more }]) => html`<li><details><summary><b>${count}</b> ${name.replaceAll("_", " ")}</summary><div class="block">${tree(more)}</div></details></li>`)}</ul>` : html`<p class="soft">Nothing to see: no unknown route, no refused credentials, no early retry.</p>`}</section>
        <section class="panel"><h2>What is emulated</h2><ul class="plain list">${state.info.providers.map(coverage)}</ul></section>`;
}
