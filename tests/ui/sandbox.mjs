// Faults, the clock, settings, snapshots and sandboxes.

import assert from "node:assert/strict";
import { press } from "./browser.mjs";

export const tests = {
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
        await page.locator("summary", { hasText: "Items" }).click();
        await page.locator("details li", { hasText: "waiting" }).getByText("/hello.txt").waitFor();
        await press(page, "Finish task 1");
        await page.getByText("1 of 1").waitFor();
        await page.locator("details li", { hasText: "done" }).getByText("/later.txt").waitFor();
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

    async "a sandbox goes out as a file, and comes back"(world) {
        world.refuses = true;
        const page = await world.open("setup");
        const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Export the sandbox as it is")]);
        await world.client("v1.0/me/drive/root:/hello.txt", { method: "DELETE" });
        const bring = async (file) => {
            await page.locator("input[type=file]").setInputFiles(file);
            await press(page, "Import");
            await page.getByRole("dialog", { name: /^Import / }).getByRole("button", { name: "Import" }).click();
        };
        await bring(await download.path());
        await page.getByText("Imported.").waitFor();
        assert.equal((await world.items("/hello.txt")).length, 1);
        await bring({ name: "no.zip", mimeType: "application/zip", buffer: Buffer.from("no archive") });
        await page.locator(".toast.bad").waitFor();
        assert.equal((await world.items("/hello.txt")).length, 1);
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
};
