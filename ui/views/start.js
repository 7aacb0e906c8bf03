// @ts-check
// What one has to know to send the first request.

import { html } from "../vendor/lit-html/lit-html.js";
import { base, curl } from "../api.js";
import { state } from "../state.js";
import { copyable } from "../parts/toast.js";

/** What the APIs are called. @type {Record<string, string>} */
export const NAMES = { graph: "Microsoft Graph", kdocs: "KDocs", wps: "WPS v7", koodrive: "KooDrive" };

/** Returns an address of this sandbox as this browser reaches it. */
export const address = (path) => new URL(path.replace(/^\//, ""), base).href;

/** Returns where an API begins, as this browser reaches it. */
export const baseUrl = (provider) => {
    const path = new URL(provider.base_urls.at(-1)).pathname.replace(/^\/_sandbox\/[^/]+/, "");
    return address(path).replace(/\/$/, "");
};

/** The token to try things with: the first one that may do everything for the first person. */
export const token = () => {
    const first = state.info.apps.find(({ api }) => api === "kdocs")?.id;
    const good = state.info.tokens.filter(({ scopes }) => scopes.includes("all"));
    return (good.find(({ app }) => app === first) ?? good[0])?.token ?? "";
};

/** @param {boolean} isFirst whether nothing has arrived yet */
export function start(isFirst) {
    const bearer = [["Authorization", `Bearer ${token()}`]];
    return html`<details class="panel start" ?open=${isFirst}><summary><h2>Point your client here</h2></summary>
        <dl class="pairs">${state.info.providers.map((provider) => html`
            <dt>${NAMES[provider.name] ?? provider.name}</dt><dd>${copyable(baseUrl(provider), `base URL of ${provider.name}`)}</dd>`)}
            <dt>Token</dt><dd>${copyable(token(), "token")} <a href="#setup">More credentials</a></dd>
            <dt>Try it</dt><dd>${copyable(curl({ method: "GET", url: address("v1.0/me/drive/root/children"), headers: bearer }), "command")}</dd>
            <dt>Drives</dt><dd>${state.drives.map(({ name }) => name).join(", ")} <a href="#drives">Look into them</a></dd></dl></details>`;
}
