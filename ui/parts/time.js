// @ts-check
// Times, spans and sizes as texts.

import { html } from "../vendor/lit-html/lit-html.js";

/** Returns the time of day, in UTC. */
export const timeOfDay = (ms) => new Date(ms).toISOString().slice(11, 19);

/** A moment by the sandbox's clock: its time of day, and its date for those who point at it. */
export const moment = (at) =>
    html`<time datetime=${at} title="${at}, by the sandbox's clock">${timeOfDay(Date.parse(at))}</time>`;

/** Returns how far the sandbox is from the system's clock, or nothing for less than a second or two. */
export function offset(ms) {
    const seconds = Math.round(Math.abs(ms) / 1000);
    if (seconds < 2) {
        return "";
    }
    const units = /** @type {const} */ ([["d", 86400], ["h", 3600], ["min", 60], ["s", 1]]);
    const at = units.findIndex(([, size]) => seconds >= size);
    const [name, size] = units[at];
    const rest = units[at + 1] ? Math.floor((seconds % size) / units[at + 1][1]) : 0;
    return `${ms < 0 ? "−" : "+"}${Math.floor(seconds / size)} ${name}${rest ? ` ${rest} ${units[at + 1][0]}` : ""}`;
}

/** Returns a size: bytes, and a short form from a thousand on. */
export function size(bytes) {
    const exact = `${bytes.toLocaleString("en")} B`;
    const power = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    return power === 0 ? exact : `${exact} (${(bytes / 1000 ** power).toPrecision(3)} ${" kMGT"[power]}B)`;
}

/** Returns the short form alone. */
export const shortSize = (bytes) => size(bytes).match(/\((.*)\)/)?.[1] ?? `${bytes} B`;
