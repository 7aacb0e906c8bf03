// @ts-check
// Moments of the sandbox, to come back to and to take elsewhere as files.

import { html } from "../vendor/lit-html/lit-html.js";
import { control, controlFile, save } from "../api.js";
import { act, state, update } from "../state.js";
import { reload } from "../stream.js";
import { list, panel, underWay } from "../parts/blocks.js";
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

const tell = (progress) => update({ progress });

/** Hands a snapshot to the person as a file, or the sandbox as it is. @param {string} [name] */
const exported = (name) => act(async () => {
    const query = name ? `?${new URLSearchParams({ name })}` : "";
    save(await controlFile("GET", `snapshot${query}`, tell), `${name ?? state.info.sandbox}.zip`);
});

/** Puts the world of a file in the place of this one. @param {SubmitEvent} event */
function imported(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const file = form.file.files[0];
    ask(`Import ${file.name}?`, "What the file holds takes the place of all that this sandbox holds: drives, tasks, clock, settings and quotas. A reset returns to it, too.", "Import", async () => {
        await controlFile("PUT", "snapshot", tell, file);
        form.reset();
        await reload();
        await loadSnapshots();
    }, "Imported.");
}

const row = ({ name }) => html`<div class="row"><b class="grow">${name}</b>
    <button @click=${() => restore(name)} aria-label="Restore ${name} …">Restore …</button>
    <button @click=${() => exported(name)} aria-label="Export ${name}">Export</button>
    <button class="danger" @click=${() => forget(name)} aria-label="Delete ${name} …">Delete …</button></div>`;

export const snapshots = () => panel("Snapshots", html`<p class="soft">Files, clock, settings and quotas of a moment, to come back to.</p>
    ${list(known.map(row))}
    <form class="row" @submit=${make}><label>Name <input name="name" required autocomplete="off"></label>
        <button class="primary">Make a snapshot</button></form>
    <h3>As files</h3>
    <form class="row" @submit=${imported}><button type="button" @click=${() => exported()}>Export the sandbox as it is</button>
        <label>File <input type="file" name="file" accept=".zip,application/zip" required></label><button>Import …</button></form>
    ${underWay()}`);
