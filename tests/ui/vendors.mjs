// The pages of the providers: sign-in, consent, devices, shares, previews.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { axe } from "./browser.mjs";

const ABOUT = "mockdrive, a mock: no password is needed.";

/** The answer to a request of a client, as JSON. */
async function got(world, path, json, more) {
    const answer = await world.client(path, json ? { method: "POST", json, ...more } : {});
    assert(answer.ok, `${path}: ${answer.status} ${answer.ok ? "" : await answer.text()}`);
    return answer.json();
}

/** Begins the flow of a device. */
async function device(world, path, app, scope) {
    const body = new URLSearchParams({ client_id: app.id, scope });
    return (await fetch(world.base + path, { method: "POST", body })).json();
}

/** How each application asks a person to sign in, by API, and to be led back. */
async function signIns(world, to = "http://localhost:3000/back") {
    const back = `redirect_uri=${encodeURIComponent(to)}`;
    const { apps, graph_tenant: tenant } = await world.control("GET", "info");
    const id = (api) => apps.find((app) => app.api === api).id;
    return {
        tenant,
        app: (api) => apps.find((app) => app.api === api),
        graph: `${tenant}/oauth2/v2.0/authorize?client_id=${id("graph")}&response_type=code&scope=Files.ReadWrite.All%20offline_access&state=s&${back}`,
        kdocs: `h5/auth?app_id=${id("kdocs")}&scope=user_basic,access_personal_files&state=s&${back}`,
        wps: `oauth2/auth?client_id=${id("wps")}&response_type=code&scope=kso.user_base.read,kso.file.readwrite&state=s&${back}`,
    };
}

/** Every kind of page, by its name. @returns {Promise<Record<string, string>>} */
async function pages(world) {
    await world.control("PUT", "settings", { auth: "lenient" });
    const { tenant, app, graph, kdocs, wps } = await signIns(world);
    const { drives } = await world.control("GET", "tree?hashes=false");
    const alice = drives.find(({ owner }) => owner === "alice");
    const item = (path) => alice.items.find((item) => item.path === path).ids;
    const hello = item("/hello.txt");
    const share = async (more) => {
        const what = { scope: 1, validDays: 7, containerId: alice.koodrive_container, fileIds: [hello.koodrive, item("/Photos").koodrive], ...more };
        return `koodrive/share/${(await got(world, "koodrive/ose/v1/share", what)).shareLink.shortUrl}`;
    };
    const document = drives.find(({ kind }) => kind === "app").items.find(({ type }) => type === "file").ids.kdocs_file_token;
    const openapi = "api/v1/openapi";
    const preview = (await got(world, `${openapi}/anonymous/preview/appspace/with_token`, { file_token: document, download: true })).data.task_id;
    const link = { range: "anyone", status: "open", permission: "read" };
    return {
        "Graph: sign in": graph,
        "Graph: a refusal": `${tenant}/oauth2/v2.0/authorize?client_id=${app("graph").id}&response_type=code&scope=Files.Read&redirect_uri=javascript:alert(1)`,
        "Graph: a device": `devicelogin?user_code=${(await device(world, `${tenant}/oauth2/v2.0/devicecode`, app("graph"), "Files.Read")).user_code}`,
        "Graph: a preview": (await got(world, `v1.0/drives/${alice.graph_drive}/items/${item("/Photos/mountains.jpg").graph}/preview`, {})).getUrl,
        "KDocs: consent": kdocs,
        "KDocs: a refusal": `h5/auth?app_id=x&scope=user_basic&redirect_uri=http://localhost/`,
        "KDocs: a share": (await got(world, `${openapi}/personal/files/${hello.kdocs_open_id}/links?access_token=alice-token`, link)).data.link_url,
        "KDocs: a preview": (await got(world, `${openapi}/anonymous/tasks/${preview}`)).data.url,
        "WPS: consent": wps,
        "WPS: declined": `${wps}&answer=decline`,
        "WPS: a device": "oauth2/device",
        "WPS: a document": (await got(world, `graph/v7/drives/${alice.wps_drive}/files/${hello.wps}/preview_url?type=w`)).data.url,
        "KooDrive: a share": await share({ comment: "What we saw on the way." }),
        "KooDrive: a share with a code": await share({ extractCode: "31945314" }),
    };
}

export const tests = {
    async "everybody can use the pages of the providers, which say what they are"(world) {
        world.refuses = true;
        const all = await pages(world);
        for (const [colorScheme, width] of /** @type {const} */ ([["light", 1000], ["dark", 1000], ["light", 320]])) {
            const page = await world.tab({ view: "a page of a provider", width, colorScheme });
            for (const [name, path] of Object.entries(all)) {
                const where = `${name}, ${colorScheme}, ${width} pixels`;
                await page.goto(new URL(path, world.base).href);
                assert.equal(await page.getByRole("banner").textContent(), ABOUT, where);
                await axe(page, where);
            }
            await page.context().close();
        }
        const { requests } = await world.control("GET", "requests");
        assert.deepEqual(requests.filter(({ path }) => path.includes("favicon")), [], "no page makes a browser ask for an icon");
    },

    async "a person signs in by keyboard alone and without a script"(world) {
        const application = createServer((_, response) => response.end("Signed in."));
        await new Promise((resolve) => application.listen(0, "127.0.0.1", () => resolve(undefined)));
        const { port } = /** @type {import("node:net").AddressInfo} */ (application.address());
        const to = `http://127.0.0.1:${port}/back`;
        const { graph, kdocs, wps, tenant, app } = await signIns(world, to);
        const page = await world.tab({ javaScriptEnabled: false });
        page.removeAllListeners("request");
        const press = async (name) => {
            for (let step = 0; step < 9; step += 1) {
                await page.keyboard.press("Tab");
                if (await page.locator(":focus", { hasText: name }).count()) return page.keyboard.press("Enter");
            }
            assert.fail(`no tab leads to ${name}`);
        };
        for (const [path, name, expected] of [[graph, "Bob Example", /[?&]code=/], [graph, "Decline", /[?&]error=access_denied/], [kdocs, "Alice Example", /[?&]code=/], [wps, "Bob Example", /[?&]code=/]]) {
            await page.goto(world.base + path);
            await press(name);
            await page.waitForURL((url) => url.href.startsWith(to));
            assert.match(page.url(), expected);
            assert.match(page.url(), /[?&]state=s/);
        }
        for (const [start, path, api, scope] of [[`${tenant}/oauth2/v2.0/devicecode`, "devicelogin", "graph", "Files.Read"], ["oauth2/device_authorization", "oauth2/device", "wps", "kso.user_base.read"]]) {
            const { user_code: code } = await device(world, start, app(api), scope);
            await page.goto(world.base + path);
            await page.keyboard.press("Tab");
            await page.keyboard.type(code);
            await press("Alice Example");
            await page.getByRole("heading", { name: "You have signed in on your device." }).waitFor();
        }
        await page.context().close();
        application.close();
    },
};
