// @ts-check
// A value as a tree that folds, and bodies of any kind.

import { html } from "../vendor/lit-html/lit-html.js";
import { parsed } from "../api.js";

/** How many members of an object or a list are drawn. */
const MOST = 200;

/** Draws a value; what is deep is folded. @returns {unknown} */
export function tree(value, depth = 0) {
    if (value === null || typeof value !== "object") {
        return html`<span class=${typeof value === "string" ? "text" : "literal"}>${JSON.stringify(value)}</span>`;
    }
    const rows = Object.entries(value);
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    if (rows.length === 0) {
        return open + close;
    }
    const row = ([name, inner]) =>
        html`<li>${Array.isArray(value) ? "" : html`<span class="name">${name}</span>: `}${tree(inner, depth + 1)}</li>`;
    const more = rows.length > MOST ? html`<li>… ${rows.length - MOST} more</li>` : "";
    return html`<details class="json" ?open=${depth < 2}>
        <summary>${open} <span class="soft">${rows.length}</span> ${close}</summary>
        <ul>${rows.slice(0, MOST).map(row)}${more}</ul></details>`;
}

/** Draws what a request or a response carried. */
export function body(body, base64 = false) {
    const value = base64 ? undefined : parsed(body);
    if (value !== null && typeof value === "object") {
        return html`<div class="block">${tree(value)}</div>`;
    }
    return html`<pre class="block" tabindex="0">${base64 ? `base64: ${body}` : body}</pre>`;
}
