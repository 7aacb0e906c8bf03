// @ts-check
// Keeps the lists of the state as the server has them, by server-sent events.

import { base, control, root } from "./api.js";
import { state, update } from "./state.js";

/** How many requests the page keeps; it loads more when it is asked to. */
export const PAGE = 500;

/** How the lists are asked for. @type {Record<string, () => Promise<any>>} */
const lists = {
    clock: async () => ({ clock: { ...(await control("GET", "clock")), at: Date.now() } }),
    drive: () => control("GET", "tree?depth=0"),
    fault: () => control("GET", "faults"),
    task: () => control("GET", "tasks"),
    notification: () => control("GET", "notifications"),
    sandbox: () => control("GET", "sandboxes"),
    settings: async () => ({ settings: await control("GET", "settings") }),
};
/** @type {Set<string>} */
const stale = new Set();
let asking = false;

/** Asks for lists again, once for many changes. @param {string[]} names */
export async function refresh(...names) {
    names.forEach((name) => stale.add(name));
    if (asking) {
        return;
    }
    asking = true;
    try {
        while (stale.size) {
            const asked = [...stale];
            stale.clear();
            update(Object.assign({}, ...(await Promise.all(asked.map((name) => lists[name]())))));
            await new Promise((resolve) => setTimeout(resolve, 200));
        }
    } catch {
        // The server has gone; the stream notices, and asks for everything when it is back.
        stale.clear();
    } finally {
        asking = false;
    }
}

/** Whether a request may push the others down: nobody reads them right now. */
function mayMove() {
    const reads = state.opened || document.activeElement?.closest(".log") || window.scrollY > 200;
    return state.view !== "requests" || !reads;
}

/** Takes requests in. @param {import("./state.js").Entry[]} entries */
export function take(entries) {
    for (const entry of entries) {
        state.requests.set(entry.n, entry);
    }
    const newest = Math.max(state.shown, ...entries.slice(-1).map((entry) => entry.n));
    if (state.shown === 0 || mayMove()) {
        state.shown = newest;
        const surplus = [...state.requests.keys()].sort((a, b) => a - b).slice(0, Math.max(0, state.requests.size - 2 * PAGE));
        surplus.forEach((n) => state.requests.delete(n));
    }
    update();
}

/** Begins anew with the journal: after a reset, or when the server is back. */
export async function reload() {
    const { requests } = await control("GET", "requests");
    state.requests.clear();
    take(requests.slice(-PAGE));
    await refresh(...Object.keys(lists));
    update({ stream: "live" });
}

/** Follows the sandbox for as long as the page is there. */
export async function follow() {
    const events = new EventSource(new URL("_mock/events", base));
    events.onopen = () => reload().catch(() => update({ stream: "broken" }));
    events.onerror = () => {
        update({ stream: "broken" });
        // The browser asks again by itself, unless the answer was an error.
        if (events.readyState === EventSource.CLOSED) {
            setTimeout(follow, 2000);
        }
    };
    events.addEventListener("request", (event) => {
        take([JSON.parse(event.data)]);
        refresh("fault");
    });
    events.addEventListener("lost", () => reload());
    events.addEventListener("sandbox", ({ data }) => {
        const { change } = JSON.parse(data);
        if (change === "deleted") {
            // To ask again would make it anew.
            events.close();
            location.assign(new URL("_mock/ui/", root));
        } else if (change === "settings") {
            refresh("settings");
        } else {
            state.shown = 0;
            reload();
        }
    });
    for (const name of ["task", "notification", "fault", "clock"]) {
        events.addEventListener(name, () => refresh(name));
    }
}
