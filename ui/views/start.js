// @ts-check
// What one has to know to send the first request.

import { html } from "../vendor/lit-html/lit-html.js";
import { base, curl } from "../api.js";
import { state } from "../state.js";
import { pairs } from "../parts/blocks.js";
import { copyable } from "../parts/toast.js";

/** What the APIs are called. @type {Record<string, string>} */
export const NAMES = { graph: "Microsoft Graph", kdocs: "KDocs", wps: "WPS v7", koodrive: "KooDrive" };

/** Returns an address of this sandbox as this browser reaches it. */
export const address = (path) => new URL(path.replace(/^\//, ""), base).href;

/** The APIs, and where each begins. @returns {string[][]} */
export const baseUrls = () => state.info.providers.map(({ name, base_urls: urls }) => {
    const path = new URL(urls.at(-1)).pathname.replace(/^\/_sandbox\/[^/]+/, "");
    return [NAMES[name] ?? name, address(path).replace(/\/$/, "")];
});

/** A token of a person that may do everything, of the application whose ids the tree shows if there is one. */
export function token(person = state.info.users[0]) {
    const first = state.info.apps.find(({ api }) => api === "kdocs")?.id;
    const own = state.info.tokens.filter(({ user, scopes }) => user === person && scopes.includes("all"));
    return (own.find(({ app }) => app === first) ?? own[0])?.token;
}

/** @param {boolean} isFirst whether nothing has arrived yet */
export function start(isFirst) {
    const command = curl({
        method: "GET", url: address("v1.0/me/drive/root/children"), headers: [["Authorization", `Bearer ${token()}`]],
    });
    return html`<details class="panel start" ?open=${isFirst}><summary><h2>Point your client here</h2></summary>${pairs([
        ...baseUrls().map(([name, url]) => [name, copyable(url, `base URL of ${name}`)]),
        ["Token", html`${copyable(token(), "token")} <a href="#setup">More credentials</a>`],
        ["Try it", copyable(command, "command")],
        ["Drives", html`${state.drives.map(({ name }) => name).join(", ")} <a href="#drives">Look into them</a>`],
    ])}</details>`;
}
