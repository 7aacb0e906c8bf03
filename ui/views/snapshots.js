// @ts-check
// Moments of the sandbox, to come back to.

import { html } from "../vendor/lit-html/lit-html.js";
import { control } from "../api.js";
import { act, update } from "../state.js";
import { reload } from "../stream.js";
import { list, panel } from "../parts/blocks.js";
import { ask, values } from "../parts/menu.js";

/** @type {any[]} */
let known = [];

export async function loadSnapshots() {
    known = (await control("GET", "snapshots")).snapshots;
    update();
}

const restore = (name) =>
    ask(`Restore ${name}?`, "What the drives hold now is lost, with clock, settings and quotas.", "Restore", async () => {
        await control("POST", `snapshots/${encodeURIComponent(name)}/restore`);
        await reload();
    }, "Restored.");

const forget = (name) =>
    ask(`Delete the snapshot ${name}?`, "The sandbox itself stays as it is.", "Delete", async () => {
        await control("DELETE", `snapshots/${encodeURIComponent(name)}`);
        await loadSnapshots();
    }, "Deleted.");

const make = (event) => act(async () => {
    await control("POST", "snapshots", values(event));
    await loadSnapshots();
}, "The snapshot is made.");

const row = ({ name }) => html`<div class="row"><b class="grow">${name}</b>
    <button @click=${() => restore(name)} aria-label="Restore ${name} …">Restore …</button>
    <button class="danger" @click=${() => forget(name)} aria-label="Delete ${name} …">Delete …</button></div>`;

export const snapshots = () => panel("Snapshots", html`<p class="soft">Files, clock, settings and quotas of a moment, to come back to.</p>
    ${list(known.map(row))}
    <form class="row" @submit=${make}><label>Name <input name="name" required autocomplete="off"></label>
        <button class="primary">Make a snapshot</button></form>`);
