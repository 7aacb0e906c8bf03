// @ts-check
// The same deeds in the words of four APIs, and every call that this takes.

import { base, curl, parsed, Problem, transfer } from "./api.js";
import { update } from "./state.js";

/** @typedef {{method: string, url: string, command: string, status: number, answer: string}} Call */

/** What the page sent to the vendors' APIs, the newest deed only. @type {Call[]} */
export let calls = [];

/**
 * @typedef {{drive: any, item: any, folder?: any, name?: any, file?: any, token: string}} Deed
 * What is to be done: with this `item`, or in this `folder`.
 */

/**
 * Sends a request as a client would, and keeps it to be shown.
 * @param {any} [body] @param {Record<string, string>} [more] headers @param {boolean} [isFile] whether a file comes back
 * @returns {Promise<any>}
 */
async function send(deed, method, path, body, more = {}, isFile = false) {
    const url = new URL(path, base);
    const isKdocs = url.pathname.includes("/api/v1/openapi/");
    if (isKdocs) {
        url.searchParams.set("access_token", deed.token);
    }
    const isRaw = body instanceof Blob || body instanceof FormData;
    /** @type {Record<string, string>} */
    const headers = isKdocs ? { ...more } : { Authorization: `Bearer ${deed.token}`, ...more };
    if (body !== undefined && !isRaw) {
        headers["Content-Type"] = "application/json";
    }
    const text = body === undefined || isRaw ? body : JSON.stringify(body);
    const sent = body instanceof FormData ? `-F file=@'${deed.file.name}' -F parent_id=${body.get("parent_id")}` : isRaw ? `@'${deed.file.name}'` : text;
    const command = curl({ method, url: url.href, headers: Object.entries(headers), body: sent });
    const { status, file } = await transfer({ method, url, headers, body: text }, (progress) => update({ progress }));
    const isRefused = status >= 400;
    const said = isFile && !isRefused ? `${file.size} bytes` : await file.text();
    calls = [...calls, { method, url: url.href, command, status, answer: said }];
    update();
    const answer = parsed(said) ?? {};
    if (isRefused || answer.code) {
        const reason = answer.error?.message ?? answer.hint ?? answer.msg ?? answer.message ?? "";
        throw new Problem(status, `${status} ${answer.error?.code ?? answer.code ?? ""} ${reason}`.trim());
    }
    return isFile ? file : answer;
}

/** Begins a new list of calls. */
export function forgetCalls() {
    calls = [];
}

/** @param {Blob} file */
async function sha256(file) {
    if (!crypto.subtle) {
        throw new Error("WPS asks for a hash, which browsers compute on localhost and with https only: open this page there.");
    }
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const fetched = (d, path) => send(d, "GET", path, undefined, {}, true);
const graph = (d, verb, body, method = "POST", id = d.item?.ids.graph) => send(d, method, `v1.0/drives/${d.drive.graph_drive}/items/${id}${verb}`, body);
const kdocs = (d, path, body, method = "POST") => send(d, method, `api/v1/openapi/personal/${path}`, body);
const wps = (d, id, verb, body) => send(d, "POST", `v7/drives/${d.drive.wps_drive}/files/${id}/${verb}`, body);
const koo = (d, path, body) => send(d, "POST", `koodrive/ose/v1/${path}`, { containerId: d.drive.koodrive_container, ...body });
/** @param {number} [actionType] */
const job = (d, taskType, actionType) => {
    const container = d.drive.koodrive_container;
    const taskInfo = { srcContainerId: container, fileInfo: [{ fileId: d.item.ids.koodrive }], newFilePath: d.folder?.ids.koodrive };
    return send(d, "POST", "koodrive/ose/v1/jobs", { taskType, actionType, dstContainerId: container, taskInfo });
};

/** The deeds of each API; what one does not have is not there. @type {Record<string, Record<string, (deed: Deed) => Promise<any>>>} */
export const deeds = {
    graph: {
        upload: (d) => send(d, "PUT", `v1.0/drives/${d.drive.graph_drive}/items/${d.folder.ids.graph}:/${encodeURIComponent(d.file.name)}:/content`, d.file, { "Content-Type": "application/octet-stream" }),
        newFolder: (d) => graph(d, "/children", { name: d.name, folder: {}, "@microsoft.graph.conflictBehavior": "fail" }, "POST", d.folder.ids.graph),
        rename: (d) => graph(d, "", { name: d.name }, "PATCH"),
        copy: (d) => graph(d, "/copy", { parentReference: { driveId: d.drive.graph_drive, id: d.folder.ids.graph }, name: d.name || undefined }),
        move: (d) => graph(d, "", { parentReference: { id: d.folder.ids.graph } }, "PATCH"),
        remove: (d) => graph(d, "", undefined, "DELETE"),
        restore: (d) => graph(d, "/restore", {}),
        destroy: (d) => graph(d, "/permanentDelete"),
        download: (d) => fetched(d, `v1.0/drives/${d.drive.graph_drive}/items/${d.item.ids.graph}/content`),
        versions: (d) => graph(d, "/versions", undefined, "GET"),
        link: (d) => graph(d, "/createLink", { type: "view", scope: "anonymous" }),
    },
    kdocs: {
        upload: (d) => {
            const form = new FormData();
            form.set("parent_id", d.folder.ids.kdocs_open_id);
            form.set("file", d.file);
            return kdocs(d, "files/upload", form);
        },
        rename: (d) => kdocs(d, `files/${d.item.ids.kdocs_open_id}/name`, { new_name: d.name }, "PUT"),
        copy: (d) => kdocs(d, "tasks/files/copy", { file_ids: [d.item.ids.kdocs_open_id], parent_id: d.folder.ids.kdocs_open_id }),
        move: (d) => kdocs(d, "tasks/files/move", { file_ids: [d.item.ids.kdocs_open_id], parent_id: d.folder.ids.kdocs_open_id }),
        remove: (d) => kdocs(d, "tasks/files/delete", { file_ids: [d.item.ids.kdocs_open_id] }),
        restore: (d) => kdocs(d, "recycles/recover", { file_tokens: [d.item.ids.kdocs_open_id] }),
        download: async (d) => fetched(d, (await kdocs(d, `files/${d.item.ids.kdocs_open_id}/download`, undefined, "GET")).data.url),
    },
    wps: {
        upload: async (d) => {
            const hashes = [{ type: "sha256", sum: await sha256(d.file) }];
            const { data } = await wps(d, d.folder.ids.wps, "request_upload", { name: d.file.name, size: d.file.size, hashes });
            await send(d, data.store_request.method, data.store_request.url, d.file, { "Content-Type": "application/octet-stream" });
            return wps(d, d.folder.ids.wps, "commit_upload", { upload_id: data.upload_id });
        },
        newFolder: (d) => wps(d, d.folder.ids.wps, "create", { name: d.name, file_type: "folder" }),
        rename: (d) => wps(d, d.item.ids.wps, "rename", { dst_name: d.name }),
        copy: (d) => wps(d, d.item.ids.wps, "copy", { dst_drive_id: d.drive.wps_drive, dst_parent_id: d.folder.ids.wps }),
        move: (d) => wps(d, d.item.ids.wps, "move", { dst_drive_id: d.drive.wps_drive, dst_parent_id: d.folder.ids.wps }),
        remove: (d) => wps(d, d.item.ids.wps, "delete"),
        restore: (d) => send(d, "POST", `v7/deleted_files/${d.item.ids.wps}/restore`),
        destroy: (d) => send(d, "POST", `v7/${d.item.bin === "second" ? "second_" : ""}deleted_files/${d.item.ids.wps}/delete`, { delete_type: "permanent" }),
        download: async (d) => fetched(d, (await send(d, "GET", `v7/drives/${d.drive.wps_drive}/files/${d.item.ids.wps}/download`)).data.url),
        versions: (d) => send(d, "GET", `v7/drives/${d.drive.wps_drive}/files/${d.item.ids.wps}/versions?page_size=20`),
    },
    koodrive: {
        upload: async (d) => {
            const made = await koo(d, "files/create", { parentFolder: [d.folder.ids.koodrive], fileName: d.file.name, length: d.file.size });
            await send(d, "PUT", JSON.stringify(made).match(/"(https?:[^"]*)"/)?.[1] ?? "", d.file);
            return koo(d, "files/complete", { fileId: made.fileId ?? made.data?.fileId });
        },
        newFolder: (d) => koo(d, "directory", { fileName: d.name, parentFolder: [d.folder.ids.koodrive] }),
        rename: (d) => koo(d, `files/rename/${d.item.ids.koodrive}`, { name: d.name }),
        copy: (d) => job(d, 1, 101),
        move: (d) => job(d, 3, 301),
        remove: (d) => job(d, 2, 201),
        restore: (d) => job(d, 4),
        destroy: (d) => job(d, 2, 202),
        download: async (d) => fetched(d, (await koo(d, "files/download", { fileIds: [d.item.ids.koodrive] })).downloads[0].url),
    },
};
