// What lies in the drives, and what four APIs do with it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { EVIL, VIEWS, choose, press } from "./browser.mjs";

export const tests = {
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

    async "what was deleted comes back, or goes for good"(world) {
        const page = await world.open("drives");
        const bin = page.locator(".node", { hasText: "Recycle bin" });
        const isBinned = async () => (await world.control("GET", "tree?drive=alice&depth=0&trashed=true")).drives[0].items.some(({ bin }) => bin);
        const remove = async () => {
            await choose(page, "hello.txt");
            await press(page, "Delete");
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            await page.locator(".node", { hasText: "/hello.txt" }).waitFor();
        };
        await bin.click();
        for (const [api, calls] of /** @type {const} */ ([["Graph", "/restore"], ["KDocs", "/recycles/recover"], ["WPS", "/deleted_files/"], ["KooDrive", "/jobs"]])) {
            await press(page, api, { exact: true });
            await remove();
            await choose(page, "/hello.txt");
            await page.getByText("in the recycle bin").waitFor();
            await press(page, "Restore");
            await page.locator(".calls", { hasText: calls }).waitFor();
            await page.locator(".node", { hasText: "/hello.txt" }).waitFor({ state: "detached" });
            assert.equal(await isBinned(), false, api);
        }
        for (const api of ["Graph", "WPS", "KooDrive"]) {
            await press(page, api, { exact: true });
            await remove();
            await choose(page, "/hello.txt");
            await press(page, "Delete for good");
            await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
            await page.locator(".node", { hasText: "hello.txt" }).waitFor({ state: "detached" });
            assert.equal(await isBinned(), false, api);
            await world.client("v1.0/me/drive/root:/hello.txt:/content", { method: "PUT", json: {} });
            await page.reload();
            await bin.click();
        }
        await press(page, "KDocs", { exact: true });
        await remove();
        await choose(page, "/hello.txt");
        await page.getByText("KDocs has no call that deletes for good.").waitFor();
    },

    async "a file is downloaded through each API, and says how far it is"(world) {
        const text = "mockdrive ".repeat(400_000);
        await world.client("v1.0/me/drive/root:/large.txt:/content", { method: "PUT", json: text });
        await world.control("POST", "faults", { match: { method: "GET" }, effect: "drip=4194304" });
        const page = await world.open("drives");
        await choose(page, "large.txt");
        await page.evaluate(() => {
            new MutationObserver(() => {
                const bar = document.querySelector(".item progress");
                if (bar) { /** @type {any} */ (window).seen = bar.closest("label")?.textContent; }
            }).observe(document.body, { subtree: true, childList: true, characterData: true });
        });
        for (const api of ["Graph", "KDocs", "WPS", "KooDrive"]) {
            await press(page, api, { exact: true });
            const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Download")]);
            assert.equal(download.suggestedFilename(), "large.txt");
            assert.equal(await readFile(await download.path(), "utf8"), JSON.stringify(text), api);
            await page.getByText(`Download through`).waitFor();
        }
        assert.match(await page.evaluate(() => /** @type {any} */ (window).seen), /^Received\s+\d+ %$/);
        await press(page, "Show its content");
        await page.getByText("The first 64 KiB.").waitFor();
    },
};
