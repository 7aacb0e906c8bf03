// Looks at the page in a browser as a person does, against a server that runs:
//
//     node tour.mjs http://127.0.0.1:8080 PICTURES
//
// Each test has a sandbox of its own. Pictures for the README are written to the folder PICTURES.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { chromium } from "playwright-core";

const [server, pictures] = process.argv.slice(2);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const VIEWS = ["requests", "drives", "faults", "clock", "setup"];
const EVIL = "<img src=x onerror=alert(1)>";
const AXE = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
/** What no page may do. @type {string[]} */
const complaints = [];

/** A sandbox with what a test does beside the page. */
class World {
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
    async open(view = "requests", { width = 1280, height = 860, colorScheme = "light", theme = "" } = {}) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, permissions: ["clipboard-read", "clipboard-write"] });
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        // Whether the server speaks TLS is asked once.
        const isMissing = (address) => /_mock\/tls$/.test(address);
        const isExpected = (said) => isMissing(said.location().url) || (this.refuses && said.text().includes("the server responded with a status of 4")) || this.breaks;
        page.on("console", (said) => said.type() !== "error" || isExpected(said) || complaints.push(`${view}: ${said.text()} ${said.location().url}`));
        page.on("pageerror", (error) => complaints.push(`${view}: ${error}`));
        page.on("request", (request) => /^(data:|blob:)/.test(request.url()) || request.url().startsWith(new URL(this.base).origin) || complaints.push(`${view} asks ${request.url()}`));
        page.on("dialog", (dialog) => { complaints.push(`${view}: a script of a name ran`); dialog.dismiss(); });
        if (theme) {
            await page.addInitScript((name) => localStorage.setItem("mockdrive-theme", name), theme);
        }
        await page.goto(`${this.base}_mock/ui/#${view}`);
        await page.getByText("Live").waitFor();
        await page.locator("h1").waitFor();
        return page;
    }
}

/** Presses a button by its name. */
const press = (page, name, options = {}) => page.getByRole("button", { name, ...options }).first().click();
/** Opens a folder or file of the tree. */
const choose = (page, name) => page.locator(".node", { hasText: name }).first().click();
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Looks for what keeps people out. */
async function axe(page, where) {
    const { violations } = await page.evaluate(`{const module = undefined, exports = undefined; ${AXE}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })}`);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`);
    assert.deepEqual(found, [], where);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(wide <= 0, `${where} is ${wide} pixels too wide`);
}

const tests = {
    async "the first screen says how to begin"(world) {
        const page = await world.open();
        const panel = page.locator(".start");
        for (const path of ["v1.0", "api/v1/openapi", "koodrive/ose/v1"]) {
            await panel.getByText(world.base + path, { exact: true }).waitFor();
        }
        await panel.getByText("alice-token", { exact: true }).waitFor();
        await panel.getByText(/Alice.s drive, Bob.s drive/).waitFor();
        await panel.getByRole("button", { name: "Copy command" }).click();
        const command = await copied(page);
        assert.match(command, /^curl 'http/);
        const [address, header] = [...command.matchAll(/'([^']*)'/g)].map(([, text]) => text);
        const answer = await fetch(address, { headers: { Authorization: header.replace("Authorization: ", "") } });
        assert.equal(answer.status, 200, command);
    },

    async "a request appears within a second, and says what it was"(world) {
        await world.control("PUT", "settings", { journal: { bodies: "all" } });
        const page = await world.open();
        const began = Date.now();
        await world.client("v1.0/me/drive/root:/hello.txt", { method: "PATCH", json: { description: EVIL } });
        const row = page.locator("tr.row", { hasText: "driveItem.update" });
        await row.waitFor();
        assert(Date.now() - began < 1000, `after ${Date.now() - began} ms`);
        await row.getByRole("button").click();
        const detail = page.locator(".detail");
        await detail.getByText(EVIL).first().waitFor();
        await press(page, "Copy as curl");
        assert.match(await copied(page), /curl -X PATCH 'http.*root:\/hello.txt'.*authorization: Bearer alice-token.*-d '\{"description"/);
        await press(page, "Copy as expectation");
        await world.control("POST", "verify", JSON.parse(await copied(page)));
        await world.client("v1.0/me/drives/nowhere/at/all");
        await page.getByRole("button", { name: "1 new request" }).click();
        await page.getByLabel("Status").selectOption("4xx");
        await page.locator("tr.row", { hasText: "driveItem.update" }).waitFor({ state: "detached" });
        assert.equal(await page.locator("tr.row").count(), 1);
        await page.getByRole("searchbox").fill("nothing like this");
        await page.getByText("None of 2 requests passes the filter.").waitFor();
        const [har] = await Promise.all([page.waitForEvent("download"), page.getByText("Export HAR").click()]);
        assert.equal(JSON.parse(await readFile(await har.path(), "utf8")).log.entries.length, 2);
    },

    async "an item has its four ids"(world) {
        const [{ ids }] = await world.items("/hello.txt");
        const page = await world.open("drives");
        await choose(page, "hello.txt");
        for (const id of [ids.graph, ids.kdocs_open_id, ids.wps, ids.koodrive]) {
            await page.locator(".item").getByText(id, { exact: true }).waitFor();
        }
        await press(page, "Show its content");
        await page.getByText("Hello, mockdrive!").waitFor();
    },

    async "one file goes through four APIs"(world) {
        const page = await world.open("drives");
        for (const [api, file] of [["Graph", "a.txt"], ["KDocs", "b.txt"], ["WPS", "c.txt"], ["KooDrive", "文件.txt"]]) {
            await press(page, api, { exact: true });
            await press(page, "Upload");
            await page.locator("input[type=file]").setInputFiles({ name: file, mimeType: "text/plain", buffer: Buffer.from(`by ${api}`) });
            await page.locator(".item form button").click();
            await page.locator(".node", { hasText: file }).waitFor();
            await page.getByText(/^Upload through /).waitFor();
            assert((await page.locator(".calls > li").count()) >= (api === "WPS" || api === "KooDrive" ? 3 : 1));
        }
        for (const [api, index] of [["Graph", 1], ["KDocs", 2], ["WPS", 3], ["KooDrive", 4]]) {
            await choose(page, "a");
            await choose(page, `a${index === 1 ? "" : index}.txt`);
            await press(page, api, { exact: true });
            await press(page, "Rename");
            await page.getByLabel("Name", { exact: true }).fill(`a${index + 1}.txt`);
            await page.locator(".item form button").click();
            await page.locator(".node[aria-current]", { hasText: `a${index + 1}.txt` }).waitFor();
            await press(page, "Copy", { exact: true });
            await page.getByLabel("To the folder").selectOption("/Photos");
            await page.locator(".item form button").click();
            await page.getByText(/^Copy through /).waitFor();
        }
        const names = (await world.items("/Photos")).map(({ path }) => path);
        for (const name of ["a2.txt", "a3.txt", "a4.txt", "a5.txt"]) {
            assert(names.includes(`/Photos/${name}`), `${name} in ${names}`);
        }
        await press(page, "Delete");
        await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
        await page.locator(".node", { hasText: "a5.txt" }).waitFor({ state: "detached" });
        await choose(page, "c.txt");
        await press(page, "WPS", { exact: true });
        await press(page, "Move");
        await page.getByLabel("To the folder").selectOption("/Documents");
        await page.locator(".item form button").click();
        await page.locator(".node", { hasText: "c.txt" }).waitFor({ state: "detached" });
        for (const api of ["Graph", "WPS", "KooDrive"]) {
            await page.locator(".node").first().click();
            await press(page, api, { exact: true });
            await press(page, "New folder");
            await page.getByLabel("Name", { exact: true }).fill(`by ${api}`);
            await page.locator(".item form button").click();
            await page.locator(".node", { hasText: `by ${api}` }).waitFor();
        }
    },

    async "a refusal is said as it is"(world) {
        world.refuses = true;
        const page = await world.open("drives");
        await press(page, "New folder");
        await page.getByLabel("Name", { exact: true }).fill(EVIL);
        await page.locator(".item form button").click();
        await page.locator(".toast.bad").waitFor();
        await page.goto(page.url().replace("drives", "requests"));
        await page.locator("tr.row").first().click();
        await page.locator(".callout.bad").waitFor();
        assert.equal(await page.locator("img").count(), 0);
    },

    async "a name that is HTML is a text everywhere"(world) {
        await world.control("PUT", "settings", { journal: { bodies: "all" }, tasks: "manual" });
        const page = await world.open("drives");
        const name = `${EVIL}.txt`;
        await choose(page, "hello.txt");
        await press(page, "KDocs", { exact: true });
        await press(page, "Rename");
        await page.getByLabel("Name", { exact: true }).fill(name);
        await page.locator(".item form button").click();
        await page.locator(".node[aria-current]", { hasText: name }).waitFor();
        await page.locator(".item h2", { hasText: name }).waitFor();
        await press(page, "Delete");
        await page.getByRole("dialog", { name: `Delete /${name}?` }).getByRole("button", { name: "Cancel" }).click();
        await page.locator(".calls summary").first().click();
        const [{ ids }] = await world.items(`/${name}`);
        await world.client(`v1.0/me/drive/items/${ids.graph}`);
        await world.client(`v1.0/me/drive/root:/x.txt?q=${EVIL}`);
        for (const view of VIEWS) {
            await page.evaluate((to) => { location.hash = to; }, view);
            await page.waitForFunction((to) => document.querySelector(`nav a[aria-current][href="#${to}"]`), view);
            if (view === "requests") {
                await page.locator("tr.row", { hasText: "x.txt" }).waitFor();
            }
            for (let row = 0; view === "requests" && row < 3; row += 1) {
                await page.locator("tr.row").nth(row).click();
                await page.locator(".detail").waitFor();
                assert.equal(await page.locator("img, [onerror]").count(), 0, `request ${row}`);
            }
            assert.equal(await page.locator("img, [onerror]").count(), 0, view);
        }
    },

    async "a fault that is set in the page hits the client"(world) {
        world.refuses = true;
        const page = await world.open("faults");
        await press(page, "503 three times");
        await page.getByLabel("Operation", { exact: true }).fill("drive.get");
        await page.getByRole("combobox", { name: "API", exact: true }).selectOption("graph");
        await press(page, "Set this fault");
        await page.getByRole("row", { name: /f1/ }).getByText("0 of 0").waitFor();
        assert.equal((await world.client("v1.0/me/drive")).status, 503);
        await page.getByRole("row", { name: /f1/ }).getByText("1 of 1").waitFor();
        await page.goto(page.url().replace("faults", "requests"));
        await page.getByText("A fault is set:").waitFor();
        const row = page.locator("tr.row", { hasText: "fault f1" });
        await row.click();
        await press(page, "Fail this next time");
        await page.getByLabel(/^Short form/).waitFor();
        assert.equal(await page.getByLabel(/^Short form/).inputValue(), "provider=graph,op=drive.get,status=503,times=1");
        await page.getByLabel(/^Short form/).fill("op=drive.gut,status=503");
        await press(page, "Set this fault");
        await page.locator(".toast.bad", { hasText: "drive.get" }).waitFor();
        await press(page, "Remove all");
        await page.getByRole("dialog").getByRole("button", { name: "Remove all" }).click();
        await page.getByText("No fault is set").waitFor();
        assert.equal((await world.client("v1.0/me/drive")).status, 200);
        for (const name of await page.getByRole("group", { name: "Ready-made faults" }).getByRole("button").allTextContents()) {
            await press(page, name);
            await press(page, "Set this fault");
        }
        await page.getByRole("row").nth(6).waitFor();
        assert.equal((await world.control("GET", "faults")).faults.length, 6);
    },

    async "time goes on, and tasks end, when one says so"(world) {
        const page = await world.open("clock");
        await press(page, "Freeze");
        await page.getByText("frozen").first().waitFor();
        const { now } = await world.control("GET", "clock");
        await press(page, "+ 1 hour");
        await page.getByText("from the system's").waitFor();
        assert.equal(Date.parse((await world.control("GET", "clock")).now) - Date.parse(now), 3_600_000);
        await page.getByLabel("Set to (UTC)").fill("2030-01-02T03:04:05");
        await page.locator("form", { hasText: "Set to" }).getByRole("button").click();
        await page.getByText("2030-01-02").waitFor();
        await page.getByLabel("Pace of those to come").fill("manual");
        await page.locator("form", { hasText: "Pace" }).getByRole("button").click();
        await page.getByText("Tasks to come run so.").waitFor();
        await world.client("v1.0/me/drive/root:/hello.txt:/copy", { method: "POST", json: { name: "later.txt" } });
        await press(page, "Finish task 1");
        await page.getByText("1 of 1").waitFor();
        assert.equal((await world.items("/later.txt")).length, 1);
        await page.getByLabel("Application and operation").fill("SX20260101MOCKED personal.tasks.files.copy");
        await page.getByLabel("Used", { exact: true }).fill("500");
        await page.locator("form", { hasText: "Used" }).getByRole("button").click();
        await page.getByRole("row", { name: /personal.tasks.files.copy/ }).getByText("500").first().waitFor();
    },

    async "settings are set, and refused with what is possible"(world) {
        world.refuses = true;
        const page = await world.open("setup");
        const auth = page.getByLabel("auth", { exact: true });
        await auth.fill("lenient");
        await auth.press("Tab");
        await page.getByText("auth is set.").waitFor();
        assert.equal((await world.control("GET", "settings")).auth, "lenient");
        await auth.fill("none");
        await auth.press("Tab");
        await page.locator(".toast.bad", { hasText: "lenient" }).waitFor();
        const { providers } = await world.control("GET", "info");
        const graph = providers[0].operations;
        await page.getByText(`${graph.filter(({ emulated }) => emulated).length} of ${graph.length} operations`).waitFor();
    },

    async "a reset, and a snapshot, bring back what was there"(world) {
        const page = await world.open("setup");
        const isGone = async () => { await world.client("v1.0/me/drive/root:/hello.txt", { method: "DELETE" }); await assert.rejects(world.items("/hello.txt")); };
        await page.locator("form", { hasText: "Make a snapshot" }).getByLabel("Name").fill("before");
        await press(page, "Make a snapshot");
        await page.getByRole("button", { name: "Restore before" }).waitFor();
        await isGone();
        await press(page, "Restore before");
        await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
        await page.getByText("Restored.").waitFor();
        assert.equal((await world.items("/hello.txt")).length, 1);
        await isGone();
        await press(page, /^Sandbox/);
        await press(page, /^Reset/);
        await page.getByRole("dialog").getByRole("button", { name: "Reset", exact: true }).click();
        await page.getByText("Reset to the start.").waitFor();
        assert.equal((await world.items("/hello.txt")).length, 1);
        await page.goto(page.url().replace("setup", "drives"));
        await page.locator(".node", { hasText: "hello.txt" }).waitFor();
    },

    async "a fork is another world"(world) {
        const page = await world.open();
        await press(page, /^Sandbox/);
        await page.getByLabel("Fork this one as").fill("ui-fork");
        await press(page, "Fork", { exact: true });
        await page.waitForURL(/_sandbox\/ui-fork\/_mock\/ui\//);
        await page.getByRole("button", { name: "Sandbox ui-fork" }).waitFor();
        await world.client("v1.0/me/drive");
        await page.getByText("No request yet").waitFor();
    },

    async "everybody can use every view, in both themes and on a narrow screen"(world) {
        await world.control("PUT", "settings", { tasks: "manual", journal: { bodies: "all" } });
        await world.control("POST", "faults", { id: "busy", match: { provider: "graph", operation: "drive.get" }, times: 3, effect: "status=503,retry_after=1" });
        await world.client("v1.0/me/drive");
        await world.client("v1.0/me/drive/root:/hello.txt:/copy", { method: "POST", json: { name: "later.txt" } });
        await world.client("v1.0/nothing", { headers: { Authorization: "Bearer wrong" } });
        for (const [theme, width] of [["light", 1280], ["dark", 1280], ["light", 320], ["dark", 320]]) {
            const page = await world.open("requests", { width, theme });
            for (const view of VIEWS) {
                const where = `${view}, ${theme}, ${width} pixels`;
                await page.evaluate((name) => { location.hash = name; }, view);
                await page.waitForFunction((name) => document.querySelector(`nav a[aria-current][href="#${name}"]`), view);
                if (view === "requests") {
                    await page.locator("tr.row").nth(1).click();
                    await page.locator(".detail").waitFor();
                } else if (view === "drives") {
                    await choose(page, "Documents");
                    await choose(page, "hello.txt");
                    await press(page, "Rename");
                }
                await axe(page, where);
            }
            await press(page, /^Sandbox/);
            await axe(page, `the dialog, ${theme}`);
            await page.context().close();
        }
    },

    async "the tour needs no mouse"(world) {
        await world.client("v1.0/me/drive");
        await world.client("v1.0/me/drive/root");
        const page = await world.open();
        const keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
        await page.locator("tr.row").nth(1).waitFor();
        await keys("j", "j", "Enter");
        await page.locator(".detail", { hasText: "drive.get" }).waitFor();
        await keys("k", "Enter");
        await page.locator(".detail", { hasText: "driveItem.get" }).waitFor();
        await keys("Escape", "/");
        await page.keyboard.type("drive.get?");
        await page.getByText("passes the filter").waitFor();
        await keys("Control+A", "Delete");
        await page.getByRole("searchbox").blur();
        await keys("?");
        await page.getByRole("dialog", { name: "Keys" }).waitFor();
        await keys("Escape", "2");
        await page.locator(".node").nth(1).waitFor();
        await keys("j", "j", "j", "Enter");
        await page.locator(".item h2", { hasText: "Documents" }).waitFor();
        const tabTo = async (name) => {
            for (let step = 0; step < 200; step += 1) {
                await keys("Tab");
                if ((await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "")) === name) return;
            }
            assert.fail(`no tab leads to ${name}`);
        };
        await tabTo("New folder");
        await keys("Enter");
        await tabTo("Show its content").catch(() => {});
        await page.getByLabel("Name", { exact: true }).focus();
        await page.keyboard.type("typed");
        await keys("Enter");
        await page.locator(".node", { hasText: "typed" }).waitFor();
        await page.evaluate(() => /** @type {any} */ (document.activeElement)?.blur());
        await keys("3");
        await page.getByRole("heading", { name: "Faults", level: 1 }).waitFor();
        await tabTo("503 three times");
        await keys("Enter");
        await tabTo("Set this fault");
        await keys("Enter");
        await page.getByRole("row", { name: /f1/ }).waitFor();
    },

    async "the page says when the server has gone, and comes back"(world) {
        // What stands between the page and the server can break off, as the server itself may.
        const { hostname, port } = new URL(server);
        const sockets = new Set();
        const line = createServer((near) => {
            const far = connect(Number(port), hostname);
            [near, far].forEach((socket) => sockets.add(socket.on("error", () => {})));
            near.pipe(far).on("close", () => near.destroy());
            far.pipe(near).on("close", () => far.destroy());
        });
        await new Promise((resolve) => line.listen(0, "127.0.0.1", () => resolve(undefined)));
        const { port: own } = /** @type {import("node:net").AddressInfo} */ (line.address());
        world.base = world.base.replace(server, `http://127.0.0.1:${own}`);
        world.breaks = true;
        const page = await world.open();
        line.close();
        sockets.forEach((socket) => socket.destroy());
        await page.getByText("The server does not answer.").waitFor();
        await fetch(`${world.base.replace(`:${own}`, `:${port}`)}v1.0/me/drive`, { headers: { Authorization: "Bearer alice-token" } });
        await new Promise((resolve) => line.listen(own, "127.0.0.1", () => resolve(undefined)));
        await page.locator("tr.row", { hasText: "drive.get" }).waitFor({ timeout: 30_000 });
        await page.getByText("The server does not answer.").waitFor({ state: "detached" });
        await page.context().close();
        sockets.forEach((socket) => socket.destroy());
        line.close();
    },

    async "pictures for the README"(world) {
        await world.control("POST", "reset");
        await world.control("PUT", "settings", { journal: { bodies: "all" } });
        await world.client("v1.0/me/drive/root/children");
        await fetch(`${world.base}api/v1/openapi/personal/files/flat?access_token=alice-token`);
        await world.client("v7/drives/private/files/0/request_upload", { method: "POST", json: { name: "plan.docx", size: 5 } });
        await world.client("v1.0/me/drive/root:/hello.txt:/copy", { method: "POST", json: { name: "hello again.txt" } });
        await world.client("koodrive/ose/v1/jobs?offset=0&limit=10");
        await world.client("v1.0/me/drive/root:/nowhere.txt");
        const shot = async (page, name) => { await page.screenshot({ path: `${pictures}/${name}.png` }); await page.context().close(); };
        const size = { width: 1100, height: 700 };
        let page = await world.open("requests", { ...size, theme: "light" });
        await page.locator("tr.row", { hasText: "driveItem.copy" }).click();
        await page.locator(".detail summary").first().waitFor();
        await shot(page, "requests-light");
        page = await world.open("drives", { ...size, theme: "dark" });
        await choose(page, "Documents");
        await choose(page, "hello again.txt");
        await press(page, "WPS", { exact: true });
        await press(page, "Rename");
        await page.getByLabel("Name", { exact: true }).fill("hello from WPS.txt");
        await page.locator(".item form button").click();
        await page.locator(".calls summary").first().click();
        await shot(page, "drives-dark");
        await world.control("POST", "faults", { id: "busy", match: { provider: "graph", operation: "driveItem.copy" }, times: 2, effect: "error=activityLimitReached,retry_after=5" });
        await world.client("v1.0/me/drive/root:/hello.txt:/copy", { method: "POST", json: { name: "third.txt" } });
        page = await world.open("requests", { ...size, theme: "light" });
        await page.locator("tr.row").first().click();
        await page.locator(".callout.warn").waitFor();
        await shot(page, "fault-light");
    },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
    if (process.env.ONLY && !name.includes(process.env.ONLY)) {
        continue;
    }
    const before = complaints.length;
    try {
        await test(new World(name.startsWith("pictures") ? "demo" : `ui-${Object.keys(tests).indexOf(name)}`));
        assert.deepEqual(complaints.slice(before), []);
        console.log(`passed  ${name}`);
    } catch (error) {
        failed += 1;
        console.log(`FAILED  ${name}\n        ${String(error.stack ?? error).split("\n").slice(0, 14).join("\n        ")}`);
    }
    await Promise.all(browser.contexts().map((context) => context.close()));
}
await browser.close();
process.exitCode = failed ? 1 : 0;
