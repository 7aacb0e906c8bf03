// @ts-check
// The one dialog of the page.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { act } from "../state.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("dialog"));

/** Shows something in the dialog; `Esc` and its own buttons close it. */
export function show(title, content) {
    render(html`<h2 id="dialog-title">${title}</h2>${content}`, dialog);
    if (!dialog.open) {
        dialog.showModal();
    }
}

/** Closes the dialog. */
export const hide = () => dialog.close();

/** Asks before something is lost, and does it then. @param {() => Promise<unknown>} what @param {string} [done] */
export function ask(title, text, verb, what, done) {
    dialog.returnValue = "";
    show(
        title,
        html`<form method="dialog"><p>${text}</p>
            <div class="actions"><button value="yes" class="danger">${verb}</button><button value="">Cancel</button></div></form>`,
    );
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && act(what, done), { once: true });
}

/** Returns the values of a form that is sent. @param {SubmitEvent} event @returns {Record<string, string>} */
export function values(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}
