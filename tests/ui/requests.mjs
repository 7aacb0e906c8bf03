// What a client did: the view of requests, live.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { EVIL, copied, press, server } from "./browser.mjs";

export const tests = {
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
};
