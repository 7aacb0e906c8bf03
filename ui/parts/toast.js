// @ts-check
// A line at the edge of the page that says what became of something.

import { html, render } from "../vendor/lit-html/lit-html.js";

const place = /** @type {HTMLElement} */ (document.getElementById("toast"));
let timer = 0;

/** Says something; an error stays until it is closed. */
export function toast(text, isError = false) {
    clearTimeout(timer);
    const close = () => render(html``, place);
    render(
        html`<div class="toast ${isError ? "bad" : ""}"><span>${isError ? html`<b>Refused.</b> ` : ""}${text}</span>
            <button class="quiet" @click=${close} aria-label="Close this message">✕</button></div>`,
        place,
    );
    if (!isError) {
        timer = setTimeout(close, 4000);
    }
}

/** Copies a text. */
export async function copy(text, what = "Copied") {
    try {
        await navigator.clipboard.writeText(text);
        toast(`${what}.`);
    } catch {
        toast(`The browser does not let the page copy. ${text}`, true);
    }
}

/** A button that copies a text. @param {string} label what it is, for those who do not see where it stands */
export const copyButton = (text, label) =>
    html`<button class="quiet small" @click=${() => copy(text)} aria-label="Copy ${label}">Copy</button>`;

/** A text to copy: an id, an address, a command. */
export const copyable = (text, label) => html`<span class="copyable"><code>${text}</code>${copyButton(text, label)}</span>`;
