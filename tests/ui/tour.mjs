// Looks at the page in a browser as a person does, against a server that runs:
//
//     node tour.mjs http://127.0.0.1:8080 PICTURES
//
// Each test has a sandbox of its own. Pictures for the README are written to the folder PICTURES; ONLY in the
// environment names the tests that are to run.

import assert from "node:assert/strict";
import { browser, complaints, World } from "./browser.mjs";

const tests = {};
for (const file of ["requests", "drives", "sandbox", "access", "vendors", "scale", "pictures"]) {
    Object.assign(tests, (await import(`./${file}.mjs`)).tests);
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
    if (process.env.ONLY && !name.includes(process.env.ONLY)) {
        continue;
    }
    const before = complaints.length;
    try {
        await test(new World(name.startsWith("pictures") ? "demo" : `ui-${Object.keys(tests).indexOf(name)}`));
        assert.deepEqual(complaints.slice(before), []);
        console.log(`passed  ${name}`);
    } catch (error) {
        failed += 1;
        console.log(`FAILED  ${name}\n        ${String(error.stack ?? error).split("\n").slice(0, 14).join("\n        ")}`);
    }
    await Promise.all(browser.contexts().map((context) => context.close()));
}
await browser.close();
process.exitCode = failed ? 1 : 0;
