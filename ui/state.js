// @ts-check
// All that the page knows, in one object; whatever changes it has the page drawn again.

import { toast } from "./parts/toast.js";

/** @typedef {Record<string, any>} Entry a request of the journal, or another item of a list, as the API has it */

/** What is drawn. */
export const state = {
    view: "requests",
    /** @type {any} */ info: null,
    /** @type {{now: string, frozen: boolean, at: number}} */ clock: { now: "", frozen: false, at: 0 },
    /** Whether news arrive: "live", or "broken" until the server is back. */ stream: "",
    /** @type {Map<number, Entry>} by number */ requests: new Map(),
    /** The newest request that is drawn; newer ones wait for the reader. */ shown: 0,
    /** The number of the request that is open. */ opened: 0,
    filter: { provider: "", status: "", caller: "", text: "" },
    /** The drives, without their items. @type {any[]} */ drives: [],
    /** @type {Entry[]} */ faults: [],
    /** @type {Entry[]} */ tasks: [],
    /** @type {Entry[]} */ notifications: [],
    /** @type {any} */ settings: null,
    /** @type {Entry[]} */ sandboxes: [],
    /** How much of a long transfer is through, while there is one. @type {{what: string, part: number} | undefined} */
    progress: undefined,
};

let draw = () => {};
let queued = false;

/** Says how to draw. @param {() => void} how */
export function drawBy(how) {
    draw = how;
}

/** Changes the state and draws it with the next frame. @param {Partial<typeof state>} [change] */
export function update(change) {
    Object.assign(state, change);
    if (!queued) {
        queued = true;
        requestAnimationFrame(() => {
            queued = false;
            draw();
        });
    }
}

/** Does what a person asked for, and says what became of it. @param {() => Promise<unknown>} what @param {string} [done] */
export async function act(what, done) {
    try {
        await what();
        if (done) {
            toast(done);
        }
    } catch (error) {
        toast(error instanceof Error ? error.message : String(error), true);
    }
    update();
}

/** Returns the time of the sandbox, in milliseconds. */
export function sandboxNow() {
    const { now, frozen, at } = state.clock;
    return Date.parse(now) + (frozen ? 0 : Date.now() - at);
}
