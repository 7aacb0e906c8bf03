// @ts-check
// What lies in the drives: a tree that is loaded where it is opened, and one item of it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { control } from "../api.js";
import { state, update } from "../state.js";
import { title as heading } from "../parts/blocks.js";
import { shortSize } from "../parts/time.js";
import { changes } from "./changes.js";
import { chooseItem, itemPanel, settings } from "./item.js";

export const title = "Drives";

/** How many items of a folder are drawn at first, and more each time. */
const PAGE = 500;

/** The drive that is shown, by its place in the list. */
let at = 0;
/** What lies in the folders that were opened, by path. @type {Map<string, any[]>} */
const folders = new Map();
/** Folders that are open. @type {Set<string>} */
const open = new Set();
/** How many items of a long folder are drawn. @type {Map<string, number>} */
const drawn = new Map();
/** The item that is shown. */
let chosen = "";

/** The name by which the control API knows a drive. */
export const key = (drive) => drive.owner ?? drive.name;

/** The drive that is shown. */
export const drive = () => state.drives[at];

/** An item by its path, if its folder has been loaded. */
export const find = (path) => [...folders.values()].flat().find((item) => item.path === path);

/** The folder that holds an item. */
export const parentOf = (path) => path.replace(/\/[^/]*$/, "") || "/";

/** Every folder that has been seen, as a place to copy or move to. */
export const knownFolders = () => [...new Set([...folders.values()].flat().filter(({ type }) => type === "folder").map(({ path }) => path))].sort();

/** Loads what lies in a folder. */
async function load(path) {
    const answer = await control("GET", `tree?drive=${encodeURIComponent(key(drive()))}&path=${encodeURIComponent(path)}&depth=1`);
    folders.set(path, answer.drives[0].items);
}

/** Loads again what is open, and drops what has gone. */
export async function reloadTree() {
    const id = find(chosen)?.ids.graph;
    for (const path of ["/", ...open].sort()) {
        try {
            await load(path);
        } catch {
            open.delete(path);
            folders.delete(path);
        }
    }
    // It may have another name now.
    chosen = (find(chosen) ?? [...folders.values()].flat().find(({ ids }) => ids.graph === id))?.path ?? "/";
    chooseItem();
    update();
}

async function show(index) {
    at = index;
    [folders, open, drawn].forEach((all) => all.clear());
    chosen = "/";
    settings.token = "";
    await reloadTree();
}

export async function enter() {
    update(await control("GET", "tree?depth=0"));
    at = Math.min(at, state.drives.length - 1);
    await reloadTree();
}

async function choose(item) {
    chosen = item.path;
    if (item.type === "folder" && item.path !== "/") {
        if (open.delete(item.path)) {
            folders.delete(item.path);
        } else {
            await load(item.path);
            open.add(item.path);
        }
    }
    chooseItem();
    update();
}

/** What lies in a folder, below itself. @returns {unknown} */
function children(path) {
    const items = (folders.get(path) ?? []).filter((item) => item.path !== path && parentOf(item.path) === path);
    const most = drawn.get(path) ?? PAGE;
    const more = () => { drawn.set(path, most + PAGE); update(); };
    const row = (item) => {
        const isFolder = item.type === "folder";
        return html`<li><button class="node" data-row aria-expanded=${isFolder ? open.has(item.path) : nothing} aria-current=${item.path === chosen ? "true" : nothing}
                @click=${() => choose(item)}><span class="twist" aria-hidden="true">${isFolder ? (open.has(item.path) ? "▾" : "▸") : ""}</span>
                <span class="grow">${item.path.split("/").pop()}</span>${isFolder ? html`<span class="hidden">folder</span>` : html`<span class="soft">${shortSize(item.size)}</span>`}</button>
            ${isFolder && open.has(item.path) ? html`<ul>${children(item.path)}</ul>` : ""}</li>`;
    };
    return html`${repeat(items.slice(0, most), ({ path }) => path, row)}
        ${items.length > most ? html`<li><button @click=${more}>Show ${Math.min(PAGE, items.length - most)} of ${(items.length - most).toLocaleString("en")} more</button></li>` : ""}
        ${items.length ? "" : html`<li class="soft">Nothing in it.</li>`}`;
}

export function view() {
    const top = folders.get("/")?.find(({ path }) => path === "/");
    return html`${heading(title, "One file, four APIs: what one of them writes, all of them have.")}
        <div class="tabs" role="group" aria-label="Drive">${state.drives.map((drive, index) => html`
            <button aria-pressed=${index === at} @click=${() => show(index)}>${drive.name}</button>`)}</div>
        <div class="columns">
            <section class="panel tree" aria-label="Files">
                ${top ? html`<ul class="nodes"><li><button class="node" data-row aria-current=${chosen === "/" ? "true" : nothing} @click=${() => choose(top)}>
                    <span class="twist" aria-hidden="true">▾</span><span class="grow">/ <span class="hidden">the whole drive</span></span><span class="soft">${shortSize(top.size)}</span></button>
                    <ul>${children("/")}</ul></li></ul>` : ""}
            </section>
            <section class="panel item" aria-label="Item">${find(chosen) ? itemPanel(find(chosen)) : ""}</section>
        </div>
        ${changes()}`;
}
