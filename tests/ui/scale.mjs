// That the page stays quick with much in it.

import assert from "node:assert/strict";
import { choose } from "./browser.mjs";

const REQUESTS = 10_000;
const ITEMS = 100_000;

/** What each step may take at most, in milliseconds: many times what it takes on an idle machine. */
const MOST = { list: 5000, arrival: 1000, filter: 2000, folder: 15_000, deep: 3000, deed: 15_000 };

export const tests = {
    async "ten thousand requests and a hundred thousand items leave it quick"(world) {
        await world.control("PUT", "settings", { journal: { requests: REQUESTS } });
        await world.control("POST", "seed/generate", { drive: "alice", under: "/many", folders: 0, files: ITEMS / 2, depth: 1, bytes: [0, 4096], seed: 1 });
        await world.control("POST", "seed/generate", { drive: "alice", under: "/deep", folders: 1000, files: ITEMS / 2, depth: 3, bytes: [0, 4096], seed: 1 });
        for (let sent = 0; sent < REQUESTS; sent += 100) {
            await Promise.all(Array.from({ length: 100 }, async () => (await world.client("v1.0/me/drive")).arrayBuffer()));
        }
        const took = /** @type {Record<string, number>} */ ({});
        const measure = async (name, what) => {
            const began = performance.now();
            await what();
            took[name] = Math.round(performance.now() - began);
        };
        let page;
        await measure("list", async () => {
            page = await world.open();
            await page.locator("tr.row").first().waitFor();
        });
        await measure("arrival", async () => {
            await world.client("v1.0/me/drive/root:/nothing.txt");
            await page.locator("tr.row", { hasText: "nothing.txt" }).waitFor();
        });
        await measure("filter", async () => {
            await page.getByRole("searchbox").fill("nothing");
            await page.waitForFunction(() => document.querySelectorAll("tr.row").length === 1);
        });
        assert((await page.evaluate(() => document.querySelectorAll("*").length)) < 20_000, "what is drawn is bounded");
        await page.evaluate(() => { location.hash = "drives"; });
        await page.locator(".node", { hasText: "many" }).waitFor();
        await measure("deep", async () => {
            await choose(page, "deep");
            await page.locator(".node").nth(50).waitFor();
        });
        await choose(page, "deep");
        await measure("folder", async () => {
            await choose(page, "many");
            await page.locator(".node").nth(400).waitFor();
        });
        await measure("deed", async () => {
            await choose(page, "hello.txt");
            await page.getByRole("button", { name: "Rename" }).click();
            await page.getByLabel("Name", { exact: true }).fill("renamed.txt");
            await page.locator(".item form button").click();
            await page.locator(".node[aria-current]", { hasText: "renamed.txt" }).waitFor();
        });
        console.log(`        ${Object.entries(took).map(([name, ms]) => `${name} ${ms} ms`).join(", ")}`);
        for (const [name, ms] of Object.entries(took)) {
            assert(ms < MOST[name], `${name} took ${ms} ms`);
        }
    },
};
