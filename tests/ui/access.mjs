// That everybody can use the page.

import assert from "node:assert/strict";
import { VIEWS, axe, choose, press } from "./browser.mjs";

export const tests = {
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
                    await choose(page, "Recycle bin");
                } else if (view === "clock") {
                    await page.locator("summary", { hasText: "Items" }).first().click();
                    await page.locator("details li").first().waitFor();
                } else if (view === "setup") {
                    await page.locator("summary", { hasText: "KooDrive" }).click();
                    await page.getByRole("link", { name: "GetJobList" }).waitFor();
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
        await keys("Control+A", "Delete", "Escape", "?");
        await page.getByRole("dialog", { name: "Keys" }).waitFor();
        await keys("Escape", "2");
        await page.locator(".node").nth(1).waitFor();
        await keys("j", "ArrowDown", "ArrowDown", "k", "j", "Enter");
        await page.locator(".item h2", { hasText: "Documents" }).waitFor();
        const tabTo = async (name, most) => {
            for (let step = 0; step < most; step += 1) {
                await keys("Tab");
                if ((await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "")) === name) return;
            }
            assert.fail(`no tab leads to ${name}`);
        };
        await tabTo("New folder", 20);
        await keys("Enter");
        await page.locator("input[name=name]:focus").waitFor();
        await page.keyboard.type("typed");
        await keys("Enter");
        await page.locator(".node", { hasText: "typed" }).waitFor();
        await page.locator(".node[aria-current]:focus", { hasText: "Documents" }).waitFor();
        await keys("3");
        await page.getByRole("heading", { name: "Faults", level: 1 }).waitFor();
        await tabTo("503 three times", 25);
        await keys("Enter");
        await tabTo("Set this fault", 25);
        await keys("Enter");
        await page.getByRole("row", { name: /f1/ }).waitFor();
    },
};
