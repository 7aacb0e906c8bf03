// The pictures of the README.

import { choose, pictures, press } from "./browser.mjs";

export const tests = {
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
