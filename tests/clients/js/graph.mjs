// Microsoft's JavaScript client (@microsoft/microsoft-graph-client) against mockdrive.
//
// Over plain http its own authentication sends no token, so a middleware of the script's does. The client takes an
// absolute link for a path below its base, so that links to pages, changes and uploads arrive as
// `/v1.0/http://HOST/...`, which mockdrive reads.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";

import {
    BatchRequestContent,
    BatchResponseContent,
    Client,
    HTTPMessageHandler,
    OneDriveLargeFileUploadTask,
    PageIterator,
    ResponseType,
} from "@microsoft/microsoft-graph-client";

const [sandbox] = process.argv.slice(2);
assert(sandbox, "usage: node graph.mjs http://127.0.0.1:PORT/_sandbox/NAME");

// Where Graph is: at its own address, if there is a proxy that leads there, or else below the sandbox.
const base = process.env.HTTPS_PROXY ? "https://graph.microsoft.com/" : `${sandbox}/`;

const CHUNK = 320 * 1024;

/// Sends a token with every request, whatever the scheme.
class Bearer {
    async execute(context) {
        const headers = new Headers(context.options?.headers);
        headers.set("Authorization", "Bearer alice-token");
        context.options = { ...context.options, headers };
        await this.next.execute(context);
    }
    setNext(next) {
        this.next = next;
    }
}

const client = Client.initWithMiddleware({
    baseUrl: base,
    defaultVersion: "v1.0",
    middleware: [new Bearer(), new HTTPMessageHandler()],
});

/// Asks the control API, which no client under test does.
async function control(method, path, body) {
    const answer = await fetch(`${sandbox}/_mock/${path}`, { method, body: body && JSON.stringify(body) });
    assert(answer.ok, `${method} /_mock/${path}: ${answer.status}`);
    return answer.json();
}

const sorted = (names) => [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

/// The names in the root of alice's drive, as the control API lists them.
async function namesInRoot() {
    const { drives } = await control("GET", "tree?drive=alice&depth=1");
    return sorted(drives[0].items.map((item) => item.path.slice(1)).filter(Boolean));
}

/// Microsoft's QuickXorHash in base64: byte i is XORed in after a rotation of 11 i mod 160 bits.
function quickXorHash(content) {
    // The rotation repeats after 160 bytes, so all bytes that rotate alike are XORed first.
    const folded = new Uint8Array(160);
    content.forEach((byte, i) => (folded[i % 160] ^= byte));
    const mask = (1n << 160n) - 1n;
    let bits = BigInt(content.length) << 96n;
    folded.forEach((byte, i) => {
        const rotated = BigInt(byte) << BigInt((11 * i) % 160);
        bits ^= (rotated & mask) | (rotated >> 160n);
    });
    return Buffer.from(bits.toString(16).padStart(40, "0"), "hex").reverse().toString("base64");
}

/// Bytes in which every 320 KiB differ from all others.
function someBytes(length) {
    const content = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) content[i] = (i * 31 + (i >> 8) * 17 + (i >> 16)) & 0xff;
    return content;
}

/// Insists on a file's name and content.
async function same(what, item, name, content) {
    assert.equal(item.name, name, `the name of ${what}`);
    assert.equal(item.size, content.length, `the size of ${what}`);
    assert.equal(item.file.hashes.quickXorHash, quickXorHash(content), `the hash of ${what}`);
    const stream = await client.api(`/me/drive/items/${item.id}/content`).getStream();
    const got = Buffer.from(await new Response(stream).arrayBuffer());
    assert(got.equals(content), `the bytes of ${what} come back`);
}

/// Insists on Graph's error.
const refused = (what, call, statusCode, code) =>
    assert.rejects(call, (error) => {
        assert.deepEqual([error.statusCode, error.code], [statusCode, code], what);
        return true;
    });

async function drives() {
    const drive = await client.api("/me/drive").get();
    assert.match(drive.id, /^b!/, "the id of a business drive");
    assert.equal(drive.driveType, "business", "the kind of the drive");
    assert.equal(drive.owner.user.displayName, "Alice Example", "the owner of the drive");
    assert(drive.quota.total > drive.quota.used && drive.quota.used > 0, "the drive has its quota");
    assert.equal((await client.api(`/drives/${drive.id}`).get()).id, drive.id, "the drive by its id");
    const root = await client.api("/me/drive/root").get();
    assert(root.root && root.folder, "the root says that it is one");
    return root;
}

async function children() {
    const page = await client.api("/me/drive/root/children").top(2).select("id,name").get();
    assert.equal(page.value.length, 2, "the length of the first page");
    const members = Object.keys(page.value[0]).filter((key) => !key.includes("@"));
    assert.deepEqual(members.sort(), ["id", "name"], "what was selected");
    const seen = [];
    const pages = new PageIterator(client, page, (item) => Boolean(seen.push(item.name)));
    await pages.iterate();
    assert(pages.isComplete(), "all pages were read");
    assert.deepEqual(sorted(seen), await namesInRoot(), "the children of the root");
}

async function create(root) {
    const folder = (behavior) =>
        client.api("/me/drive/root/children").post({
            name: "From JavaScript",
            folder: {},
            "@microsoft.graph.conflictBehavior": behavior,
        });
    const made = await folder("fail");
    assert.equal(made.name, "From JavaScript", "the name of the new folder");
    assert.equal(made.folder.childCount, 0, "the children of the new folder");
    assert.equal(made.parentReference.id, root.id, "the parent of the new folder");
    await refused("a second folder of that name", folder("fail"), 409, "nameAlreadyExists");
    assert.equal((await folder("rename")).name, "From JavaScript 1", "the name of a renamed folder");
    return made;
}

async function uploadSmall() {
    const text = Buffer.from("Hello from JavaScript.\n");
    const item = await client.api("/me/drive/root:/a b/f #1.txt:/content".replace("#", "%23")).put(text);
    await same("the small file", item, "f #1.txt", text);
    assert.equal(item.parentReference.path.split("root:")[1], "/a b", "the path of the small file");
    return item;
}

async function uploadLarge(folder) {
    const content = someBytes(2 * 1024 * 1024);
    const ranges = [];
    const upload = async () => {
        const task = await OneDriveLargeFileUploadTask.create(client, content, {
            fileName: "large.bin",
            path: "/From JavaScript",
            rangeSize: CHUNK,
            uploadEventHandlers: { progress: (range) => ranges.push(range.minValue) },
        });
        return (await task.upload()).responseBody;
    };
    const item = await upload();
    assert.deepEqual(ranges, [0, 1, 2, 3, 4, 5, 6].map((n) => n * CHUNK), "the ranges of the upload");
    await same("the large file", item, "large.bin", content);
    assert.equal(item.parentReference.id, folder.id, "the parent of the large file");
    // The client asks for `rename` unless it is asked otherwise.
    assert.equal((await upload()).name, "large 1.bin", "the name of a second upload");
    return item;
}

async function copy(item, folder) {
    await control("PUT", "settings", { tasks: "polls:2" });
    const answer = await client
        .api(`/me/drive/items/${item.id}/copy`)
        .responseType(ResponseType.RAW)
        .post({ parentReference: { id: folder.id }, name: "copied.txt" });
    assert.equal(answer.status, 202, "the status of the copy");
    const states = [];
    let state;
    do {
        state = await (await fetch(answer.headers.get("Location"))).json();
        states.push(state.status);
    } while (["notStarted", "inProgress"].includes(state.status) && states.length < 10);
    assert(states.includes("inProgress"), `the copy is followed while it runs: ${states}`);
    assert.equal(state.status, "completed", "the end of the copy");
    const copied = await client.api(`/me/drive/items/${state.resourceId}`).get();
    assert.equal(copied.name, "copied.txt", "the name of the copy");
    assert.equal(copied.parentReference.id, folder.id, "the parent of the copy");
    assert.deepEqual(copied.file.hashes, item.file.hashes, "the hash of the copy");
    return copied;
}

async function delta(folder) {
    /// All items up to the delta link, and that link.
    async function follow(link) {
        const items = new Map();
        const note = (item) => Boolean(items.set(item.id, item));
        const pages = new PageIterator(client, await client.api(link).get(), note);
        await pages.iterate();
        return [items, pages.getDeltaLink()];
    }

    let [items, link] = await follow("/me/drive/root/delta?$top=3");
    assert(items.has(folder.id), "delta has the whole tree");
    [items, link] = await follow(link);
    assert.equal(items.size, 0, "nothing happened since");
    const children = client.api(`/me/drive/items/${folder.id}/children`);
    const made = await children.post({ name: "Seen by delta", folder: {} });
    [items, link] = await follow(link);
    assert.equal(items.get(made.id)?.name, "Seen by delta", "delta has the new folder");
    await client.api(`/me/drive/items/${made.id}`).delete();
    [items, link] = await follow(link);
    assert(items.get(made.id)?.deleted, "delta has that the folder is gone");
}

async function move(item, folder) {
    const api = () => client.api(`/me/drive/items/${item.id}`);
    const moved = await api().patch({ name: "moved.txt", parentReference: { id: folder.id } });
    assert.equal(moved.id, item.id, "the id after the move");
    assert.equal(moved.name, "moved.txt", "the name after the move");
    assert.equal(moved.parentReference.id, folder.id, "the parent after the move");
    await refused("a name that is taken", api().patch({ name: "large.bin" }), 409, "nameAlreadyExists");
}

async function remove(item) {
    const api = () => client.api(`/me/drive/items/${item.id}`);
    await api().delete();
    await refused("an item that was deleted", api().get(), 404, "itemNotFound");
}

async function batch(item) {
    const made = {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name: "From a batch", folder: {} }),
    };
    // A `Request` has an absolute address, of which the client sends what follows the host.
    const to = (path, init) => new Request(`http://relative${path}`, init);
    const steps = [
        { id: "there", request: to(`/me/drive/items/${item.id}`) },
        { id: "made", request: to("/me/drive/root/children", made), dependsOn: ["there"] },
        { id: "gone", request: to("/me/drive/root:/no%20such%20file"), dependsOn: ["made"] },
        { id: "never", request: to("/me/drive"), dependsOn: ["gone"] },
    ];
    const content = await new BatchRequestContent(steps).getContent();
    const answers = new BatchResponseContent(await client.api("/$batch").post(content));
    const statuses = steps.map(({ id }) => answers.getResponseById(id).status);
    assert.deepEqual(statuses, [200, 201, 404, 424], "the statuses of the batch");
    assert.equal((await answers.getResponseById("there").json()).name, item.name, "the item in the batch");
    assert.equal((await answers.getResponseById("made").json()).name, "From a batch", "the folder in the batch");
}

/// Subscribes to the drive: the application answers the handshake, and gets a notification of a change.
async function subscription() {
    const application = createServer(async (request, answer) => {
        const body = Buffer.concat(await request.toArray());
        const token = new URL(request.url, "http://application").searchParams.get("validationToken");
        answer.writeHead(token ? 200 : 202, { "Content-Type": "text/plain" }).end(token ?? "");
        if (!token) application.emit("notified", JSON.parse(body));
    });
    await once(application.listen(0, "127.0.0.1"), "listening");
    const { now } = await control("GET", "clock");
    const subscription = await client.api("/subscriptions").post({
        changeType: "updated",
        notificationUrl: `http://127.0.0.1:${application.address().port}/hook`,
        resource: "me/drive/root",
        expirationDateTime: new Date(Date.parse(now) + 3600_000).toISOString(),
        clientState: "secret",
    });
    const notified = once(application, "notified");
    await client.api("/me/drive/root/children").post({ name: "Subscribed", folder: {} });
    const [{ value }] = await notified;
    const received = value.map(({ subscriptionId, clientState, resource }) => [subscriptionId, clientState, resource]);
    assert.deepEqual(received, [[subscription.id, "secret", "me/drive/root"]], "the notification");
    await client.api(`/subscriptions/${subscription.id}`).delete();
    application.closeAllConnections();
    application.close();
}

/// A link that is followed for ever must not grow: what a client glued on stands in no further link.
async function links() {
    const { requests } = await control("GET", "requests?since=0");
    const glued = requests.map(({ path }) => path.split("/http://").length - 1);
    assert(glued.includes(1), "absolute links were followed");
    assert.equal(Math.max(...glued), 1, "how often a link was glued onto the base");
}

async function main() {
    const root = await drives();
    await children();
    const folder = await create(root);
    const small = await uploadSmall();
    const large = await uploadLarge(folder);
    const copied = await copy(small, folder);
    await delta(folder);
    await move(small, folder);
    await remove(copied);
    await batch(large);
    await subscription();
    // Over https the client takes absolute links for what they are.
    if (base.startsWith("http:")) await links();
}

main().catch((error) => {
    // Where the script ended, without the way through the client's own code.
    const frames = (error.stack ?? "").split("\n").filter((line) => line.includes("graph.mjs"));
    const code = error.statusCode && `${error.statusCode} ${error.code}`;
    console.error([error.message, code, ...frames].filter(Boolean).join("\n"));
    process.exitCode = 1;
});
