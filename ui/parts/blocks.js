// @ts-check
// What views are made of.

import { html } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { state } from "../state.js";
import { copyable } from "./toast.js";

/** The head of a view. */
export const title = (name, lead) => html`<div class="title"><h1>${name}</h1><p class="lead">${lead}</p></div>`;

/** A part of a view. */
export const panel = (name, ...content) => html`<section class="panel"><h2>${name}</h2>${content}</section>`;

/** Names, and what belongs to them. */
export const pairs = (rows) => html`<dl class="pairs">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/** The same with texts to copy; `what` they are is said to those who do not see it. */
export const copyables = (what, rows) => pairs(rows.map(([name, text]) => [name, copyable(text, `${what} ${name}`)]));

/** A list of things. */
export const list = (items, kind = "list") => html`<ul class="plain ${kind}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** What is shown when one asks for it. */
export const fold = (summary, content) => html`<details><summary>${summary}</summary>${content}</details>`;

/** How much of a long transfer is through, while there is one. */
export const underWay = () => (state.progress ? html`<label class="row">${state.progress.what}
    <progress class="grow" max="1" .value=${state.progress.part}></progress> ${Math.round(100 * state.progress.part)} %</label>` : "");

/** The status of a response: its number with a colour, or what there is instead. */
export const status = (code, without = "none") =>
    html`<span class="status s${String(code ?? "").charAt(0)}">${code || without}</span>`;

/** A table; a heading behind `#` is above numbers, one behind `*` above what takes most of the room. @param {unknown} [caption] */
export function table(headings, rows, caption) {
    const kinds = { "#": "number", "*": "what" };
    const columns = headings.map((text) => ({ text: String(text).replace(/^[#*]/, ""), kind: kinds[text.charAt(0)] ?? "" }));
    const cell = (content, at) => at === 0
        ? html`<th scope="row">${content}</th>`
        : html`<td class=${columns[at].kind} data-label=${columns[at].text}>${content}</td>`;
    return html`<table class="cards">${caption ? html`<caption>${caption}</caption>` : ""}
        <thead><tr>${columns.map(({ text, kind }) => html`<th scope="col" class=${kind}>${text}</th>`)}</tr></thead>
        <tbody>${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>`)}</tbody></table>`;
}

/** A choice; options are values, or pairs of value and text. @param {any[]} options */
export const choice = (label, value, options, set) => html`<label>${label}
    <select .value=${live(value)} @change=${({ target }) => set(target.value)}>${options.map((option) => {
        const [of, text] = Array.isArray(option) ? option : [option, option];
        return html`<option value=${of} ?selected=${of === value} ?disabled=${of === undefined}>${text}</option>`;
    })}</select></label>`;
