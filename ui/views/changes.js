// @ts-check
// What has changed in the drives since the start or a snapshot.

import { html } from "../vendor/lit-html/lit-html.js";
import { control } from "../api.js";
import { act, state, update } from "../state.js";

/** @type {any[] | undefined} */
let found;
let since = "start";
/** @type {string[]} */
let names = [];

const compare = () => act(async () => {
    names = (await control("GET", "snapshots")).snapshots.map(({ name }) => name);
    found = (await control("GET", `changes?since=${encodeURIComponent(since)}`)).changes;
    update();
});

export function changes() {
    if (!state.has.snapshots) {
        return "";
    }
    return html`<section class="panel"><h2>Changes</h2><div class="row">
        <label>Since <select @change=${(event) => { since = event.target.value; compare(); }}>
            <option value="start">the start</option>${names.map((name) => html`<option>${name}</option>`)}</select></label>
        <button @click=${compare}>Compare</button></div>
        ${found ? html`<ul class="plain list">${found.map(({ path, change, was, drive }) => html`<li><span class="chip">${change}</span> <code>${drive ? `${drive}: ` : ""}${path}</code>
            ${was ? html`<span class="soft">was <code>${was}</code></span>` : ""}</li>`)}</ul>${found.length ? "" : html`<p class="soft">Nothing has changed.</p>`}` : ""}</section>`;
}
