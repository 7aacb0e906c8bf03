// @ts-check
// How the page asks the server: the control API, and what became of a request.

/** Where the sandbox of this page begins: `/` or `/_sandbox/name/`, behind whatever a proxy puts before it. */
export const base = new URL("../../", document.baseURI);

/** The same without a sandbox. */
export const root = new URL(base.pathname.replace(/_sandbox\/[^/]+\/$/, ""), base);

/** An answer that is an error; its message is what the server says, as it is. */
export class Problem extends Error {
    constructor(status, detail) {
        super(detail);
        this.status = status;
    }
}

const problem = (status, text) => new Problem(status, parsed(text)?.detail ?? `The server answered ${status}.`);

/** @returns {any} the value, or undefined for what is no JSON */
export function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/**
 * Calls the control API; what is refused is thrown as a `Problem`.
 * @param {string} path behind `/_mock/` @param {any} [body]
 * @returns {Promise<any>}
 */
export async function control(method, path, body) {
    const text = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
    const response = await fetch(new URL(`_mock/${path}`, base), { method, body: text });
    const answer = await response.text();
    if (!response.ok) {
        throw problem(response.status, answer);
    }
    return answer ? JSON.parse(answer) : undefined;
}

/** Asks for something that this server may not have: then the answer is undefined. */
export async function optional(path) {
    try {
        return await control("GET", path);
    } catch (error) {
        if (error instanceof Problem && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}

/**
 * Sends a request, and tells meanwhile how much of it or of its answer is through; `fetch` says nothing of what it sends.
 * @param {{method: string, url: string | URL, headers?: Record<string, string>, body?: any}} request
 * @param {(progress?: {what: string, part: number}) => void} tell
 * @returns {Promise<{status: number, file: Blob}>}
 */
export const transfer = ({ method, url, headers = {}, body }, tell) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const say = (what) => ({ loaded, total }) => tell(loaded < total ? { what, part: loaded / total } : undefined);
    request.open(method, url);
    request.responseType = "blob";
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = say("Sent");
    request.onprogress = say("Received");
    request.onloadend = () => {
        const { status, response } = request;
        tell();
        if (status === 0) {
            reject(new Problem(0, "The connection broke off before there was an answer."));
        } else {
            resolve({ status, file: response });
        }
    };
    request.send(body);
});

/**
 * Sends a file to the control API, or has one from it, and tells meanwhile how much is through.
 * @param {(progress?: {what: string, part: number}) => void} tell @param {Blob} [body]
 */
export async function controlFile(method, path, tell, body) {
    const { status, file } = await transfer({ method, url: new URL(`_mock/${path}`, base), body }, tell);
    if (status >= 400) {
        throw problem(status, await file.text());
    }
    return file;
}

/** Hands a file to the person, as a download. @param {Blob} file */
export function save(file, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts a text in quotes of a shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Returns a request as a command for a shell.
 * @param {{method: string, url: string, headers?: string[][], body?: string}} request
 */
export function curl({ method, url, headers = [], body }) {
    const parts = ["curl"];
    if (method !== (body === undefined ? "GET" : "POST")) {
        parts.push(`-X ${method}`);
    }
    parts.push(quoted(url), ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`));
    if (body !== undefined) {
        parts.push(body.startsWith("@") || body.startsWith("-F ") ? body.replace(/^@/, "--data-binary @") : `-d ${quoted(body)}`);
    }
    return parts.join(" ");
}
