// @ts-check
// What a client did: the journal, live, the newest on top.

import { html } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { base, control } from "../api.js";
import { act, state, update } from "../state.js";
import { PAGE, reload, take } from "../stream.js";
import { choice, status, title as heading } from "../parts/blocks.js";
import { ask } from "../parts/menu.js";
import { moment } from "../parts/time.js";
import { detail } from "./request.js";
import { start } from "./start.js";

export const title = "Requests";

/** Returns whether a status is what was asked for: `404`, `4xx`. */
const isStatus = (wanted, status) => String(status ?? "").startsWith(wanted.replace(/x+$/i, ""));

function passes(entry) {
    const { provider, status, caller, text } = state.filter;
    const words = `${entry.method} ${entry.path} ${entry.operation ?? ""} ${entry.fault ?? ""} ${entry.reason ?? ""}`.toLowerCase();
    return (!provider || entry.provider === provider) && (!caller || entry.user === caller)
        && (!status || isStatus(status, entry.status)) && words.includes(text.toLowerCase());
}

const forget = () =>
    ask("Forget all requests?", "The journal becomes empty. Their numbers go on.", "Forget", async () => {
        await control("DELETE", "requests");
        update({ opened: 0, shown: 0 });
        await reload();
    });

const older = () => act(async () => {
    const oldest = Math.min(...state.requests.keys());
    const before = Math.max(0, oldest - 1 - PAGE);
    take((await control("GET", `requests?since=${before}&limit=${PAGE}`)).requests.filter(({ n }) => n < oldest));
});

function row(entry) {
    const { n, operation, fault, state: now } = entry;
    const isOpen = state.opened === n;
    return html`<tr class="row ${isOpen ? "open" : ""}" @click=${() => update({ opened: isOpen ? 0 : n })}>
            <td class="number soft">${n}</td>
            <td class="soft nowrap">${moment(entry.at)}</td>
            <td>${status(entry.status, now === "open" ? "…" : "none")}</td>
            <td class="what"><button class="line" data-row aria-expanded=${isOpen}><b>${entry.method}</b> ${entry.path}</button>
                <span class="under">${operation ?? "no such route"}${fault ? html` <span class="chip warn">fault ${fault}</span>` : ""}
                ${now === "aborted" ? html` <span class="chip">client left</span>` : ""}</span></td>
            <td class="side">${entry.provider ?? ""}</td>
            <td class="side">${entry.user ?? ""}</td>
            <td class="number side">${entry.duration_ms ?? "…"} ms</td>
        </tr>
        ${isOpen ? html`<tr class="detail"><td colspan="7">${detail(entry)}</td></tr>` : ""}`;
}

/** A choice of the filter. */
const choose = (name, label, options) => choice(html`<span class="hidden">${label}</span>`, state.filter[name],
    [["", `${label}: all`], ...options], (value) => { state.filter[name] = value; update(); });

const COLUMNS = [["No.", "number"], ["Time"], ["Status"], ["Request"], ["API"], ["Caller"], ["Took", "number"]];

function filters(newest) {
    const search = ({ target }) => { state.filter.text = target.value; update(); };
    return html`<div class="filters" role="search">
        <label class="grow"><span class="hidden">Filter</span><input type="search" data-filter placeholder="Filter by path, operation, fault …"
            .value=${live(state.filter.text)} @input=${search}></label>
        ${choose("provider", "API", state.info.providers.map(({ name }) => name))}
        ${choose("status", "Status", ["2xx", "3xx", "4xx", "5xx"])}
        ${choose("caller", "Caller", [...new Set(newest.map(({ user }) => user).filter(Boolean))])}
        <a class="button" href=${new URL("_mock/requests.har", base).href} download="requests.har">Export HAR</a>
        <button @click=${forget}>Forget …</button></div>`;
}

export function view() {
    const newest = [...state.requests.values()].sort((a, b) => b.n - a.n);
    const waiting = newest.filter(({ n }) => n > state.shown).length;
    const rows = newest.filter((entry) => entry.n <= state.shown && passes(entry));
    const show = () => { update({ shown: newest[0].n, opened: 0 }); scrollTo({ top: 0 }); };
    const isEmpty = newest.length === 0;
    return html`${heading(title, "What your client asked, and what it got.")}${start(isEmpty)}
        ${isEmpty ? html`<p class="empty">No request yet. They appear here as they arrive.</p>` : html`${filters(newest)}
        ${waiting ? html`<p class="center"><button class="primary" @click=${show}>${waiting} new ${waiting === 1 ? "request" : "requests"}</button></p>` : ""}
        <div class="log" role="log" aria-live="off" aria-label="Requests, the newest first"><table>
            <thead><tr>${COLUMNS.map(([name, kind]) => html`<th scope="col" class=${kind ?? ""}>${name}</th>`)}</tr></thead>
            <tbody>${repeat(rows, ({ n }) => n, row)}</tbody></table></div>
        ${rows.length ? "" : html`<p class="empty">None of ${newest.length} requests passes the filter.</p>`}
        ${newest[newest.length - 1].n > 1 ? html`<p class="center"><button @click=${older}>Load older requests</button></p>` : ""}`}`;
}
