// @ts-check
// What lies in the drives: a tree that is loaded where it is opened, and one item of it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { control } from "../api.js";
import { act, state, update } from "../state.js";
import { title as heading } from "../parts/blocks.js";
import { shortSize } from "../parts/time.js";
import { changes } from "./changes.js";
import { chooseItem, itemPanel, settings } from "./item.js";

export const title = "Drives";

/** How many items of a folder are drawn at first, and more each time. */
const PAGE = 500;

/** What stands for the recycle bin among the folders. */
const BIN = "";

/** The drive that is shown, by its place in the list. */
let at = 0;
/** What lies in the folders that were opened, by path, and in the recycle bin. @type {Map<string, any[]>} */
const folders = new Map();
/** Those that are open. @type {Set<string>} */
const open = new Set();
/** How many items of a long folder are drawn. @type {Map<string, number>} */
const drawn = new Map();
/** The id of the item that is shown, which it keeps under another name; without one it is the root. */
let chosen = "";

/** The name by which the control API knows a drive. */
export const key = (drive) => drive.owner ?? drive.name;

/** The drive that is shown. */
export const drive = () => state.drives[at];

/** The name of an item. */
export const nameOf = ({ path }) => path.split("/").pop();

/** The folder that holds an item. */
export const parentOf = (path) => path.replace(/\/[^/]*$/, "") || "/";

const root = () => folders.get("/")?.[0];

/** An item by its id, if its folder has been loaded. */
export function find(id) {
    for (const items of folders.values()) {
        const found = items.find(({ ids }) => ids.graph === id);
        if (found) {
            return found;
        }
    }
}

/** Every folder that has been seen, as a place to copy or move to. */
export const knownFolders = () => [...folders].flatMap(([path, items]) => items.filter((item) => item.type === "folder" && !item.bin && (item.path !== path || path === "/")))
    .sort((one, other) => (one.path < other.path ? -1 : 1));

/** Loads what lies in a folder. */
async function load(path) {
    /** @type {Record<string, string>} */
    const which = path === BIN ? { trashed: "true", depth: "0" } : { path, depth: "1" };
    const { drives } = await control("GET", `tree?${new URLSearchParams({ drive: key(drive()), ...which })}`);
    // What lies below a folder in the bin is there, too.
    folders.set(path, path === BIN ? drives[0].items.filter(({ bin }) => bin) : drives[0].items);
}

/** Loads again what is open, and drops what has gone. */
export async function reloadTree() {
    for (const path of ["/", ...open].sort()) {
        try {
            await load(path);
        } catch {
            open.delete(path);
            folders.delete(path);
        }
    }
    chooseItem();
    update();
}

/** Leads the keyboard back to the tree, to the item that is shown. */
export const focusRow = () => requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".node[aria-current]"))?.focus());

async function show(index) {
    at = index;
    [folders, open, drawn].forEach((all) => all.clear());
    chosen = "";
    settings.token = "";
    await reloadTree();
}

export async function enter() {
    update(await control("GET", "tree?depth=0"));
    at = Math.min(at, state.drives.length - 1);
    await reloadTree();
}

/** Opens or closes a folder. */
async function toggle(path) {
    if (open.delete(path)) {
        folders.delete(path);
    } else {
        await load(path);
        open.add(path);
    }
}

const choose = (item) => act(async () => {
    chosen = item.ids.graph;
    if (item.type === "folder" && item !== root() && !item.bin) {
        await toggle(item.path);
    }
    chooseItem();
});

/**
 * A line of the tree; the one that is shown is reached by Tab, the others by arrows from there.
 * @param {() => unknown} press
 * @param {{name: string, what: unknown, isOpen?: boolean, isChosen?: boolean, isReached?: boolean}} line
 */
const node = (press, { name, what, isOpen, isChosen, isReached = isChosen }) => html`<button class="node" data-row tabindex=${isReached ? 0 : -1}
    aria-expanded=${isOpen ?? nothing} aria-current=${isChosen ? "true" : nothing} @click=${press}>
    <span class="twist" aria-hidden="true">${isOpen === undefined ? "" : isOpen ? "▾" : "▸"}</span><span class="grow">${name}</span>${what}</button>`;

/** What lies in a folder or in the recycle bin, below itself. @returns {unknown} */
function children(path) {
    const isBin = path === BIN;
    const items = (folders.get(path) ?? []).filter((item) => isBin || item.path !== path);
    const most = drawn.get(path) ?? PAGE;
    const more = () => { drawn.set(path, most + PAGE); update(); };
    const row = (item) => {
        const isFolder = item.type === "folder";
        const isOpen = isFolder && !isBin ? open.has(item.path) : undefined;
        const what = isFolder ? html`<span class="hidden">folder</span>` : html`<span class="soft">${shortSize(item.size)}</span>`;
        return html`<li>${node(() => choose(item), { name: isBin ? item.path : nameOf(item), what, isOpen, isChosen: item.ids.graph === chosen })}
            ${isOpen ? html`<ul>${children(item.path)}</ul>` : ""}</li>`;
    };
    return html`${repeat(items.slice(0, most), ({ ids }) => ids.graph, row)}
        ${items.length > most ? html`<li><button @click=${more}>Show ${Math.min(PAGE, items.length - most)} of ${(items.length - most).toLocaleString("en")} more</button></li>` : ""}
        ${items.length ? "" : html`<li class="soft">Nothing in it.</li>`}`;
}

function tree() {
    const top = root();
    const size = html`<span class="hidden">the whole drive</span><span class="soft">${shortSize(top.size)}</span>`;
    const isBinOpen = open.has(BIN);
    return html`<ul class="nodes"><li>${node(() => choose(top), { name: "/", what: size, isChosen: !find(chosen) || chosen === top.ids.graph, isReached: true })}
            <ul>${children("/")}</ul></li>
        <li>${node(() => act(() => toggle(BIN)), { name: "Recycle bin", what: "", isOpen: isBinOpen, isReached: true })}
            ${isBinOpen ? html`<ul>${children(BIN)}</ul>` : ""}</li></ul>`;
}

export function view() {
    const shown = find(chosen) ?? root();
    return html`${heading(title, "One file, four APIs: what one of them writes, all of them have.")}
        <div class="tabs" role="group" aria-label="Drive">${state.drives.map((drive, index) => html`
            <button aria-pressed=${index === at} @click=${() => show(index)}>${drive.name}</button>`)}</div>
        <div class="columns">
            <section class="panel tree" aria-label="Files">${root() ? tree() : ""}</section>
            <section class="panel item" aria-label="Item">${shown ? itemPanel(shown) : ""}</section>
        </div>
        ${changes()}`;
}
