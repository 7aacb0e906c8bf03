// @ts-check
// The frame of the page: head, views by the hash of the address, keyboard.

import { html, nothing, render } from "./vendor/lit-html/lit-html.js";
import { live } from "./vendor/lit-html/directives/live.js";
import { base, control, root } from "./api.js";
import { act, drawBy, sandboxNow, state, update } from "./state.js";
import { follow, refresh, reload } from "./stream.js";
import { ask, hide, show, values } from "./parts/menu.js";
import { offset, timeOfDay } from "./parts/time.js";
import { toast } from "./parts/toast.js";
import * as clock from "./views/clock.js";
import * as drives from "./views/drives.js";
import * as faults from "./views/faults.js";
import * as requests from "./views/requests.js";
import * as setup from "./views/setup.js";

/** @type {Record<string, {title: string, view: () => unknown, enter?: () => unknown, tick?: () => unknown}>} */
const views = { requests, drives, faults, clock, setup };
const app = /** @type {HTMLElement} */ (document.getElementById("app"));

const path = (name) => new URL(name === "default" ? "_mock/ui/" : `_sandbox/${name}/_mock/ui/`, root).href;

/** Makes a sandbox and goes there. @param {SubmitEvent} event */
const fork = (event) => {
    const { name } = values(event);
    return act(async () => {
        await control("POST", "sandboxes", { name, from: state.info.sandbox });
        location.assign(path(name) + location.hash);
    });
};

const reset = () =>
    ask(`Reset ${state.info.sandbox}?`, "Files, tasks, clock, faults, quotas, settings and requests of this sandbox go back to its start.", "Reset", async () => {
        await control("POST", "reset");
        update({ opened: 0, shown: 0 });
        await reload();
        await views[state.view].enter?.();
    }, "Reset to the start.");

const chooseSandbox = () =>
    show("Sandboxes", html`
        <p>Each sandbox is a world of its own: files, clock, faults and requests.</p>
        <ul class="plain list">${state.sandboxes.map(({ name, prefix }) => html`<li>
            <a href=${path(name) + location.hash} aria-current=${name === state.info.sandbox ? "true" : nothing}>${name}</a>
            <code class="soft">${prefix || "/"}</code></li>`)}</ul>
        <form class="row" @submit=${fork}>
            <label class="grow">Fork this one as <input name="name" required pattern="[A-Za-z0-9_.\\-]{1,64}" autocomplete="off"></label>
            <button class="primary">Fork</button></form>
        <div class="actions"><button class="danger" @click=${reset}>Reset ${state.info.sandbox} …</button>
            <button @click=${hide}>Close</button></div>`);

const KEYS = [["/", "filter"], ["j k ↓ ↑", "next and previous row"], ["Enter", "open or close a row"], ["1 – 5", "views"], ["Esc", "close"], ["?", "this list"]];
const help = () =>
    show("Keys", html`<dl class="pairs">${KEYS.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
        <div class="actions"><button @click=${hide}>Close</button></div>`);

function theme(name) {
    document.documentElement.dataset.theme = name;
    localStorage.setItem("mockdrive-theme", name);
}

function head() {
    const chosen = document.documentElement.dataset.theme ?? "auto";
    const set = state.faults.filter((fault) => !fault.spent);
    return html`
        <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>Skip to the content</a>
        <header>
            <div class="bar">
                <a class="brand" href="#requests">mockdrive</a>
                <nav aria-label="Views">${Object.entries(views).map(([name, { title }]) => html`
                    <a href="#${name}" aria-current=${state.view === name ? "page" : nothing}>${title}</a>`)}</nav>
                <div class="tools">
                    <button class="quiet" aria-haspopup="dialog" @click=${chooseSandbox}>Sandbox <b>${state.info?.sandbox ?? ""}</b> <span aria-hidden="true">▾</span></button>
                    <a class="quiet" href="#clock" title="The sandbox's clock, in UTC"><span id="now"></span></a>
                    <span class="state ${state.stream}"><span aria-hidden="true">●</span> ${{ live: "Live", broken: "Offline" }[state.stream] ?? "…"}</span>
                    <label><span class="hidden">Theme</span><select class="quiet" .value=${live(chosen)} @change=${(event) => theme(event.target.value)}>
                        <option value="auto">Auto</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
                    <button class="quiet" aria-label="Keys" @click=${help}>?</button>
                </div>
            </div>
            ${state.stream === "broken" ? html`<p class="banner bad" role="alert">The server does not answer. What you see may be old; the page asks again.</p>` : ""}
            ${set.length && state.view !== "faults" ? html`<p class="banner warn"><b>${set.length === 1 ? "A fault is set" : `${set.length} faults are set`}:</b>
                ${set.slice(0, 3).map((fault) => html`<code>${fault.id}</code> `)}${set.length > 3 ? "… " : ""}<a href="#faults">Show</a></p>` : ""}
        </header>`;
}

drawBy(() => {
    const { title, view } = views[state.view];
    document.title = `${title} · mockdrive`;
    render(html`${head()}<main id="main" tabindex="-1">${state.info ? view() : html`<h1>${title}</h1>`}</main>`, app);
    tick();
});

/** Draws the clock, each second and without the rest. */
function tick() {
    const [place, wall] = ["now", "wall"].map((id) => document.getElementById(id));
    if (place && state.clock.now) {
        const now = sandboxNow();
        if (wall) {
            wall.textContent = timeOfDay(now);
        }
        const off = state.clock.frozen ? "frozen" : offset(now - Date.now());
        render(html`${timeOfDay(now)} <span class="soft">UTC</span>${off ? html` <b>${off}</b>` : ""}`, place);
    }
}

function route() {
    const [name] = location.hash.slice(1).split("?");
    update({ view: views[name] ? name : "requests", opened: 0 });
    act(async () => views[state.view].enter?.());
}

/** Keys that lead to another row; arrows do so from a row, as they scroll elsewhere. @type {Record<string, number>} */
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Moves the focus among rows. */
function move(step) {
    const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main [data-row]")]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}

document.addEventListener("keydown", (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape" && at.closest("input, select") && !at.closest("dialog")) {
        at.blur();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest("input, select, textarea, dialog[open]")) {
        return;
    }
    const key = event.key;
    if (key === "/") {
        /** @type {HTMLElement | null} */ (document.querySelector("main [data-filter]"))?.focus();
    } else if (STEPS[key] && (key.length === 1 || at.matches("[data-row]"))) {
        move(STEPS[key]);
    } else if (key === "?") {
        help();
    } else if (key === "Escape") {
        update({ opened: 0 });
    } else if (Object.keys(views)[Number(key) - 1]) {
        location.hash = Object.keys(views)[Number(key) - 1];
    } else {
        return;
    }
    event.preventDefault();
});

theme(localStorage.getItem("mockdrive-theme") ?? "auto");
addEventListener("hashchange", route);
setInterval(() => {
    tick();
    views[state.view].tick?.();
}, 1000);
update();
try {
    update({ info: await control("GET", "info") });
    await refresh("clock", "settings");
    route();
    follow();
} catch (error) {
    toast(`${error instanceof Error ? error.message : error} (${base.href})`, true);
}
