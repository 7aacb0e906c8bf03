// @ts-check
// What has changed in the drives since the start or a snapshot.

import { html } from "../vendor/lit-html/lit-html.js";
import { control } from "../api.js";
import { act, update } from "../state.js";
import { choice, list, panel } from "../parts/blocks.js";

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
    const rows = found?.map(({ path, change, was, drive }) => html`<span class="chip">${change}</span>
        <code>${drive ? `${drive}: ` : ""}${path}</code> ${was ? html`<span class="soft">was <code>${was}</code></span>` : ""}`);
    const set = (name) => { since = name; compare(); };
    return panel("Changes", html`<div class="row">${choice("Since", since, [["start", "the start"], ...names], set)}
        <button @click=${compare}>Compare</button></div>
        ${rows && (rows.length ? list(rows) : html`<p class="soft">Nothing has changed.</p>`)}`);
}
