// @ts-check
// How to get there, with what credentials, and how the sandbox is set.

import { html } from "../vendor/lit-html/lit-html.js";
import { base, control } from "../api.js";
import { act, state } from "../state.js";
import { refresh } from "../stream.js";
import { copyables, fold, list, panel, table, title as heading } from "../parts/blocks.js";
import { tree } from "../parts/json.js";
import { copyable } from "../parts/toast.js";
import { loadSnapshots, snapshots } from "./snapshots.js";
import { address, baseUrls, NAMES, token } from "./start.js";

export const title = "Setup";

/** @type {Record<string, any>} */
let diagnosis = {};

export async function enter() {
    await refresh("settings");
    diagnosis = await control("GET", "diagnosis");
    await loadSnapshots();
}

/** Commands that lead a client here. */
function commands() {
    const [server, header] = [base.href.replace(/\/$/, ""), `-H 'Authorization: Bearer ${token()}'`];
    return [
        ["Shell", `eval "$(mockdrive env --url ${server})"`],
        ["Microsoft Graph", `curl ${server}/v1.0/me/drive/root/children ${header}`],
        ["KDocs", `curl '${server}/api/v1/openapi/personal/files/flat?access_token=${token()}'`],
        ["WPS v7", `curl '${server}/v7/drives/private/files/0/children?page_size=20' ${header}`],
        ["KooDrive", `curl '${server}/koodrive/ose/v1/jobs?offset=0&limit=10' ${header}`],
    ];
}

function credentials() {
    const { tokens, apps, graph_tenant: tenant } = state.info;
    const people = tokens.map(({ token, user, scopes }) => [copyable(token, `token of ${user}`), user, scopes.join(", ")]);
    const rows = apps.map(({ api, name, id, secret }) => [
        html`${NAMES[api] ?? api} <span class="under">${name}</span>`, copyable(id, `id of ${name}`), copyable(secret, `secret of ${name}`),
    ]);
    const more = tenant ? html` <span class="soft">Graph tenant ${copyable(tenant, "tenant")}</span>` : "";
    return panel("Credentials",
        html`<p class="soft">They are dummies of this mock and open nothing else. Tokens work in all four APIs.</p>`,
        table(["Token", "Person", "May"], people, "Tokens of people"),
        table(["Application", "Id", "Secret"], rows, html`Applications${more}`));
}

/** Reads what a person wrote for a setting: a word where there was one, else a number, a truth, an object or nothing. */
function setting(text, was) {
    if (text === "" || text === "null") {
        return null;
    }
    return typeof was !== "string" && /^(\{|true$|false$|\d+$)/.test(text) ? JSON.parse(text) : text;
}

function settingsPanel() {
    const field = ([name, was]) => {
        const isWide = was !== null && typeof was === "object";
        const put = ({ target }) => act(async () => {
            await control("PUT", "settings", { [name]: setting(target.value, was) });
            await refresh("settings");
        }, `${name} is set.`);
        return html`<label class=${isWide ? "wide" : ""}><code>${name}</code><input class=${isWide ? "mono" : ""} autocomplete="off"
            spellcheck="false" .value=${isWide ? JSON.stringify(was) : String(was)} @change=${put}></label>`;
    };
    return panel("Settings", html`<p class="soft">Of this sandbox; a reset brings back those of its start.</p>
        <div class="fields">${Object.entries(state.settings ?? {}).map(field)}</div>`);
}

function coverage({ name, operations }) {
    const done = operations.filter(({ emulated }) => emulated).length;
    const rows = operations.map(({ emulated, method, path, name, page }) => html`<span class="chip ${emulated ? "good" : ""}">
        ${emulated ? "works" : "answers 501"}</span> <code>${method} ${path}</code> 
        ${page ? html`<a href=${page} target="_blank" rel="noreferrer">${name}</a>` : html`<span class="soft">${name}</span>`}`);
    return fold(html`${NAMES[name] ?? name}: <b>${done}</b> of ${operations.length} operations`, list(rows, "operations"));
}

export function view() {
    const wrong = Object.entries(diagnosis).map(([name, { count, ...more }]) =>
        fold(html`<b>${count}</b> ${name.replaceAll("_", " ")}`, html`<div class="block">${tree(more)}</div>`));
    const authority = html`<p>For https, clients have to trust
        <a href=${address("_mock/tls/ca.pem")} download="ca.pem">the authority of this server</a>.</p>`;
    return html`${heading(title, "Where the APIs are, who may use them, and how this sandbox behaves.")}
        ${panel("Base URLs", copyables("base URL of", baseUrls()))}
        ${panel("Commands", copyables("command for", commands()), state.info.has_tls ? authority : "")}
        ${credentials()}${snapshots()}${settingsPanel()}
        ${panel("Diagnosis", wrong.length ? list(wrong)
            : html`<p class="soft">Nothing to see: no unknown route, no refused credentials, no early retry.</p>`)}
        ${panel("What is emulated", list(state.info.providers.map(coverage)))}`;
}
