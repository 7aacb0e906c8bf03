// @ts-check
// One file or folder: its four ids, what one may do with it through each API, and the calls that this takes.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { base, Problem, save } from "../api.js";
import { act, state, update } from "../state.js";
import { refresh } from "../stream.js";
import { calls, deeds, forgetCalls } from "../vendors.js";
import { choice, copyables, fold, list, status, underWay } from "../parts/blocks.js";
import { body } from "../parts/json.js";
import { ask, values } from "../parts/menu.js";
import { size } from "../parts/time.js";
import { copy } from "../parts/toast.js";
import { drive, find, focusRow, key, knownFolders, nameOf, parentOf, reloadTree } from "./drives.js";
import { NAMES, token } from "./start.js";

/** Through which API things are done, and with whose token. */
export const settings = { api: "graph", token: "" };

/** Each API with its member of an item's ids, and its short name. */
const APIS = [["graph", "graph", "Graph"], ["kdocs", "kdocs_open_id", "KDocs"], ["wps", "wps", "WPS"], ["koodrive", "koodrive", "KooDrive"]];

/** The form that is open: the name of its deed. */
let form = "";
/** What the newest deed was called. */
let last = "";
/** @typedef {{text?: string, isCut?: boolean, image?: string, none?: string}} Preview */
/** What of the file can be shown. @type {Preview | undefined} */
let preview;

/** The token that was chosen, or one of the person whose drive it is. */
const ownToken = () => settings.token || (token(drive().owner) ?? token());

/** Looks at another item. */
export function chooseItem() {
    preview = undefined;
    form = "";
}

/** @param {Blob} blob @returns {Promise<string>} */
const dataUrl = (blob) => new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
});

/** How many bytes of a text are shown. */
const SHOWN = 65536;

/** Reads what a file holds, as far as a person can see it. */
const look = (item) => act(async () => {
    const kind = /\.(png|jpe?g|gif|webp|bmp|ico)$/i.exec(item.path)?.[1].toLowerCase();
    const query = new URLSearchParams({ drive: key(drive()), path: item.path });
    const headers = /** @type {Record<string, string>} */ (kind || item.size === 0 ? {} : { Range: `bytes=0-${SHOWN - 1}` });
    const response = await fetch(new URL(`_mock/content?${query}`, base), { headers });
    const bytes = await response.blob();
    if (!response.ok) {
        throw new Problem(response.status, await bytes.text());
    }
    if (kind) {
        preview = { image: await dataUrl(new Blob([bytes], { type: `image/${kind === "jpg" ? "jpeg" : kind}` })) };
    } else {
        const text = await bytes.text();
        // The last character may be cut.
        preview = /[\0\ufffd]/.test(text.slice(0, -1)) ? { none: "No text, and no picture." } : { text, isCut: item.size > SHOWN };
    }
});

/** Does something through the API that is chosen. @param {Record<string, any>} given */
async function perform(deed, item, given) {
    forgetCalls();
    last = `${LABELS[deed]} through ${NAMES[settings.api]}`;
    try {
        const got = await deeds[settings.api][deed]({ drive: drive(), item, token: ownToken(), ...given });
        if (deed === "download") {
            save(got, nameOf(item));
        }
        form = "";
    } finally {
        await reloadTree();
        refresh("task", "fault");
    }
    focusRow();
}

/** @type {Record<string, string>} */
const LABELS = {
    upload: "Upload", newFolder: "New folder", rename: "Rename", copy: "Copy", move: "Move", remove: "Delete",
    versions: "Versions", link: "Create a link", download: "Download", restore: "Restore", destroy: "Delete for good",
};

/** What is said before something goes. @type {Record<string, () => string>} */
const LOSES = {
    remove: () => `${NAMES[settings.api]} moves it to the recycle bin.`,
    destroy: () => "Nothing but a reset or a snapshot brings it back.",
};
/** What has to be known first. */
const WITH_FORM = ["upload", "newFolder", "rename", "copy", "move"];

function begin(deed, item) {
    if (WITH_FORM.includes(deed)) {
        form = form === deed ? "" : deed;
        update();
        requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".item form :is(input, select)"))?.focus());
    } else if (LOSES[deed]) {
        ask(`Delete ${item.path}?`, LOSES[deed](), LABELS[deed], () => perform(deed, item, {}));
    } else {
        act(() => perform(deed, item, {}));
    }
}

function fields(item) {
    const submit = (event) => {
        const file = /** @type {any} */ (event.target).file?.files[0];
        const given = values(event);
        act(() => perform(form, item, { name: given.name, file, folder: given.folder ? find(given.folder) : item }));
    };
    const name = html`<label class="grow">Name <input name="name" required autocomplete="off"
        .value=${form === "rename" ? nameOf(item) : ""}></label>`;
    const folder = html`<label class="grow">To the folder <select name="folder">${knownFolders().map(({ path, ids }) =>
        html`<option value=${ids.graph} ?selected=${path === parentOf(item.path)}>${path}</option>`)}</select></label>`;
    const file = html`<label class="grow">File <input type="file" name="file" required></label>`;
    const inner = { upload: file, newFolder: name, rename: name, copy: folder, move: folder }[form];
    return html`<form class="row" @submit=${submit}>${inner}<button class="primary">${LABELS[form]}</button></form>`;
}

/** @param {import("../vendors.js").Call} call */
const shown = ({ status: code, method, url, command, answer }) => fold(
    html`${status(code)} <b>${method}</b> <span class="break">${decodeURIComponent(url.replace(base.href, "/"))}</span>`,
    html`<pre class="block" tabindex="0">${command}</pre>${answer ? body(answer) : html`<p class="soft">No body came back.</p>`}
        <div class="actions"><button @click=${() => copy(command, "Copied as curl")}>Copy as curl</button></div>`,
);

/** @param {Preview} seen */
const content = ({ text, isCut, image, none }, path) => html`<h3>Content</h3>${image ? html`<img class="preview" src=${image} alt="Preview of ${path}">`
    : none ? html`<p class="soft">${none}</p>` : html`<pre class="block" tabindex="0">${text || " "}</pre>${isCut ? html`<p class="soft">The first 64 KiB.</p>` : ""}`}`;

/** What can be done with an item through the API that is chosen. */
function actions(item) {
    const isFolder = item.type === "folder";
    const known = isFolder ? ["upload", "newFolder"] : ["download", "versions", "link"];
    const all = item.bin ? ["restore", "destroy"] : item.path === "/" ? known : ["rename", "copy", "move", "remove", ...known];
    const has = deeds[settings.api];
    const button = (deed) => html`<button class=${LOSES[deed] ? "danger" : ""} aria-expanded=${WITH_FORM.includes(deed) ? form === deed : nothing}
        @click=${() => begin(deed, item)}>${LABELS[deed]}${LOSES[deed] ? " …" : ""}</button>`;
    const lacks = isFolder && !item.bin && !has.newFolder ? "makes a folder" : item.bin && !has.destroy ? "deletes for good" : "";
    return html`<div class="actions">${all.filter((deed) => has[deed]).map(button)}
            ${isFolder || item.bin ? "" : html`<button @click=${() => look(item)}>Show its content</button>`}</div>
        ${lacks ? html`<p class="soft">${NAMES[settings.api]} has no call that ${lacks}.</p>` : ""}`;
}

/** Where an item lies that was deleted. @type {Record<string, string>} */
const BINS = { first: "in the recycle bin, ", second: "in the second level of the recycle bin, " };

export function itemPanel(item) {
    const tokens = state.info.tokens.map(({ token: text, user }) => [text, `${user} · ${text}`]);
    const tab = (/** @type {string[]} */ [api, , name]) => html`<button aria-pressed=${settings.api === api}
        @click=${() => { settings.api = api; form = ""; update(); }}>${name}</button>`;
    return html`<h2 class="break">${item.path === "/" ? drive().name : nameOf(item)}</h2>
        <p class="soft break">${item.path} · ${BINS[item.bin] ?? ""}${item.type === "folder" ? "folder, " : ""}${size(item.size)}</p>
        <h3>Its id in each API</h3>
        ${copyables("id in", APIS.map(([, id, name]) => [name, item.ids[id] ?? "none"]))}
        <h3>Change it through</h3>
        <div class="row"><div class="tabs small" role="group" aria-label="API">${APIS.map(tab)}</div>
            ${choice("as", ownToken(), tokens, (text) => { settings.token = text; update(); })}</div>
        ${actions(item)}
        ${form ? fields(item) : ""}
        ${underWay()}
        ${preview ? content(preview, item.path) : ""}
        ${calls.length ? html`<h3>${last}: ${calls.length === 1 ? "the call" : `${calls.length} calls`}</h3>${list(calls.map(shown), "calls")}` : ""}`;
}
