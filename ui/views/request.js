// @ts-check
// One request: what was sent, what came back, and why.

import { html } from "../vendor/lit-html/lit-html.js";
import { control, curl } from "../api.js";
import { act, state } from "../state.js";
import { refresh } from "../stream.js";
import { fold, list, pairs } from "../parts/blocks.js";
import { body } from "../parts/json.js";
import { size } from "../parts/time.js";
import { copy } from "../parts/toast.js";
import { draftFor } from "./faults.js";
import { address, token } from "./start.js";

/** Headers that a client sets by itself. */
const OWN = /^(host|content-length|connection|accept-encoding|user-agent|transfer-encoding|traceparent)$/;

function asCurl(entry) {
    const kept = entry.request?.headers.filter(([name]) => !OWN.test(name));
    const guess = entry.user && !entry.path.includes("access_token=") ? [["Authorization", `Bearer ${token()}`]] : [];
    const text = entry.request?.base64 ? "@body.bin" : entry.request?.body || undefined;
    return curl({ method: entry.method, url: address(entry.path), headers: kept ?? guess, body: text });
}

function asExpectation({ provider, operation, method, path, status }) {
    const match = operation ? { provider, operation, status } : { method, path: path.split("?")[0], status };
    return JSON.stringify({ expect: [{ match, times: 1 }] }, null, 2);
}

const keepBodies = () => act(async () => {
    await control("PUT", "settings", { journal: { bodies: "all" } });
    await refresh("settings");
}, "Headers and bodies of the requests to come are kept.");

const half = (name, message) => html`<section><h3>${name}</h3>
    ${message.headers.length ? fold(`${message.headers.length} headers`, pairs(message.headers)) : ""}
    ${message.body ? body(message.body, message.base64) : html`<p class="soft">No body.</p>`}
    ${message.truncated ? html`<p class="soft">The rest was not kept.</p>` : ""}</section>`;

const near = ({ method, path, operation, emulated, why }) => html`<code>${method} ${path}</code>
    <span class="soft">${operation}: ${why}${emulated === false ? ", not emulated" : ""}</span>`;

/** A list with a heading, if there is anything in it. */
const some = (name, items, draw) => (items?.length ? html`<h3>${name}</h3>${list(items.map(draw), "notes")}` : "");

export function detail(entry) {
    const fail = () => {
        draftFor(entry);
        location.hash = "faults";
    };
    const facts = [
        ["API", entry.provider], ["Operation", entry.operation], ["Caller", entry.user], ["Host", entry.host],
        ["Sent", size(entry.request_bytes ?? 0)], ["Received", size(entry.response_bytes ?? 0)], ["Arrived", entry.at],
    ].filter(([, value]) => value);
    const keeps = state.settings?.journal.bodies !== "off";
    return html`
        ${entry.fault ? html`<p class="callout warn"><b>Hit by the fault</b> <a href="#faults"><code>${entry.fault}</code></a></p>` : ""}
        ${entry.reason && !entry.fault ? html`<p class="callout bad"><b>Why:</b> ${entry.reason}</p>` : ""}
        ${some("Did you mean", entry.nearest, near)}
        ${some("Notes", entry.notes, (note) => note)}
        ${some("Nothing has read", entry.unread, (name) => html`<code>${name}</code>`)}
        <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
        <div class="actions">
            <button @click=${() => copy(asCurl(entry), "Copied as curl")}>Copy as curl</button>
            <button @click=${() => copy(asExpectation(entry), "Copied as expectation for /_mock/verify")}>Copy as expectation</button>
            <button @click=${fail}>Fail this next time</button></div>
        ${entry.request || entry.response ? html`<div class="halves">
            ${entry.request ? half("Request", entry.request) : ""}${entry.response ? half("Response", entry.response) : ""}</div>`
        : html`<p class="soft">Headers and bodies of this request were not kept. ${keeps ? "" : html`<button @click=${keepBodies}>Keep them from now on</button>`}</p>`}`;
}
