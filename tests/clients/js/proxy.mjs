// Has `fetch` look at HTTPS_PROXY, which Node does by itself from 22.21 and 24.5 on, if NODE_USE_ENV_PROXY asks for it.
//
//     node --import ./proxy.mjs script.mjs

import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

setGlobalDispatcher(new EnvHttpProxyAgent());
