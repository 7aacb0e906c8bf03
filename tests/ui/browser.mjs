// The browser, and a sandbox with what a test does beside the page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

export const [server, pictures] = process.argv.slice(2);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const VIEWS = ["requests", "drives", "faults", "clock", "setup"];
export const EVIL = "<img src=x onerror=alert(1)>";
const AXE = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
/** What no page may do. @type {string[]} */
export const complaints = [];

/** A sandbox with what a test does beside the page. */
export class World {
    constructor(name) {
        this.base = `${server}/_sandbox/${name}/`;
        /** Whether the page is to be refused something, which browsers log. */
        this.refuses = false;
        /** Whether the server is to be gone for a while, which they log, too. */
        this.breaks = false;
    }
    async control(method, path, body) {
        const answer = await fetch(`${this.base}_mock/${path}`, { method, body: body && JSON.stringify(body) });
        assert(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? "" : await answer.clone().text()}`);
        return answer.status === 204 ? undefined : answer.json();
    }
    /** A request of the client under test. */
    client(path, { method = "GET", json, headers = {} } = {}) {
        const body = json && JSON.stringify(json);
        const all = { Authorization: "Bearer alice-token", ...(json && { "Content-Type": "application/json" }), ...headers };
        return fetch(this.base + path, { method, body, headers: all });
    }
    async items(path, depth = 1) {
        return (await this.control("GET", `tree?drive=alice&path=${encodeURIComponent(path)}&depth=${depth}`)).drives[0].items;
    }
    /** Opens the page at a view and waits until it is live. */
    async open(view = "requests", { theme = "", ...options } = {}) {
        const page = await this.tab({ view, ...options });
        if (theme) {
            await page.addInitScript((name) => localStorage.setItem("mockdrive-theme", name), theme);
        }
        await page.goto(`${this.base}_mock/ui/#${view}`);
        await page.getByText("Live").waitFor();
        await page.locator("h1").waitFor();
        return page;
    }
    /** Opens a tab of its own, and listens to what it complains about. */
    async tab({ view = "a page", width = 1280, height = 860, colorScheme = "light", ...more } = {}) {
        const permissions = ["clipboard-read", "clipboard-write"];
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, permissions, ...more });
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        // Whether the server speaks TLS is asked once.
        const isMissing = (address) => /_mock\/tls$/.test(address);
        const isExpected = (said) => isMissing(said.location().url) || (this.refuses && said.text().includes("the server responded with a status of 4")) || this.breaks;
        page.on("console", (said) => said.type() !== "error" || isExpected(said) || complaints.push(`${view}: ${said.text()} ${said.location().url}`));
        page.on("pageerror", (error) => complaints.push(`${view}: ${error}`));
        page.on("request", (request) => /^(data:|blob:)/.test(request.url()) || request.url().startsWith(new URL(this.base).origin) || complaints.push(`${view} asks ${request.url()}`));
        page.on("dialog", (dialog) => { complaints.push(`${view}: a script of a name ran`); dialog.dismiss(); });
        return page;
    }
}

/** Presses a button by its name. */
export const press = (page, name, options = {}) => page.getByRole("button", { name, ...options }).first().click();
/** Opens a folder or file of the tree. */
export const choose = (page, name) => page.locator(".node", { hasText: name }).first().click();
export const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Looks for what keeps people out. */
export async function axe(page, where) {
    // What is under the head that stays is not hidden from anybody: one scrolls.
    await page.evaluate(() => scrollTo(0, 0));
    const { violations } = await page.evaluate(`{const module = undefined, exports = undefined; ${AXE}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })}`);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`);
    assert.deepEqual(found, [], where);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(wide <= 0, `${where} is ${wide} pixels too wide`);
}
