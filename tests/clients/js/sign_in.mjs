// MSAL and Microsoft's JavaScript client with Microsoft's own addresses, as their documentation uses them.

import assert from "node:assert/strict";

import { ConfidentialClientApplication } from "@azure/msal-node";
import { Client } from "@microsoft/microsoft-graph-client";

const application = new ConfidentialClientApplication({
    auth: {
        clientId: "22222222-2222-2222-2222-222222222222",
        clientSecret: "mock-graph-secret",
        authority: "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111",
    },
});

const client = Client.init({
    authProvider: async (done) => {
        try {
            const scopes = ["https://graph.microsoft.com/.default"];
            done(null, (await application.acquireTokenByClientCredential({ scopes })).accessToken);
        } catch (error) {
            done(error, null);
        }
    },
});

const drive = "/users/alice@example.com/drive";
const text = "Hello from JavaScript.\n";
const item = await client.api(`${drive}/root:/from JavaScript.txt:/content`).put(text);
assert.equal(item.size, text.length);
const children = await client.api(`${drive}/root/children`).select("name").get();
assert(children.value.some((child) => child.name === "from JavaScript.txt"));
const stream = await client.api(`${drive}/items/${item.id}/content`).getStream();
assert.equal(await new Response(stream).text(), text);
const refused = await client.api(`${drive}/root:/nothing`).get().catch((error) => error);
assert.equal(refused.statusCode, 404);
