//! The tables: which file stands in which room, from the lowest room to the highest.
//!
//! A line is a room. An entry is a file without `.rs`, or a folder with all that is in it, seen from the module's
//! own folder. A file may use what stands in its own room and below, and nothing above. A new file is a new entry
//! in the room where it belongs, never an exception.

mod providers;
mod world;

/// The rooms of a module.
pub struct Rooms {
    /// Its folder in `src`; empty for the crate itself.
    pub module: &'static str,
    /// From the lowest to the highest.
    pub rooms: &'static [&'static [&'static str]],
}

/// A table for the crate, and one for each module.
pub fn tables() -> impl Iterator<Item = &'static Rooms> {
    TABLES.iter().chain([&world::TABLE]).chain(providers::TABLES)
}

const TABLES: &[Rooms] = &[
    Rooms {
        module: "",
        rooms: &[
            &["room", "world"],
            &["documents"],
            &["sandbox", "net"],
            &["http"],
            &["graph", "kdocs", "wps", "koodrive"],
            &["config", "fixture"],
            &["control"],
            &["server"],
            &["mock_server", "program"],
            &["lib"],
            &["main"],
        ],
    },
    Rooms { module: "documents", rooms: &[&["ooxml"], &["text"], &["blocks"], &["mod"]] },
    Rooms { module: "program", rooms: &[&["ask"], &["health", "trust"], &["lead"], &["exec"], &["mod"]] },
    Rooms { module: "mock_server", rooms: &[&["fault"], &["sandbox"], &["running"], &["builder"], &["mod"]] },
    Rooms {
        module: "config",
        rooms: &[
            &["address", "filter", "surroundings", "values", "variables"],
            &["exports", "options"],
            &["cli", "faults", "greeting"],
            &["mod"],
        ],
    },
    Rooms {
        module: "fixture",
        rooms: &[&["error", "format", "scopes", "summary"], &["load", "import"], &["mod"]],
    },
    Rooms {
        module: "control",
        rooms: &[
            &["respond", "state"],
            &["problem"],
            &["json", "layers", "near_routes", "parameters", "redaction"],
            &["entries", "seen"],
            &["verification"],
            &[
                "clock",
                "delta_tokens",
                "diagnosis",
                "faults",
                "har",
                "health",
                "info",
                "notifications",
                "quirks",
                "quotas",
                "requests",
                "reset",
            ],
            &["sandboxes", "settings", "tasks", "tls", "tree", "verify"],
            &["mod"],
        ],
    },
    Rooms {
        module: "http",
        rooms: &[
            &[
                "app",
                "blocking",
                "body",
                "cors",
                "covered",
                "cursor",
                "date",
                "html",
                "operation",
                "own",
                "page",
                "pairs",
                "peer",
                "pieces",
                "produced",
                "range",
                "reason",
                "recorded",
                "respond",
                "sealed",
                "sort",
                "traffic",
                "via",
                "wire",
                "write_json",
            ],
            &["ending", "faults/plan"],
            &[
                "archive",
                "connection",
                "consent",
                "file_response",
                "handler",
                "lent",
                "picture",
                "post",
                "query",
                "redirect",
            ],
            &["asked"],
            &["deliver", "public_address"],
            &["foreign", "proxy"],
            &["call", "connections", "entrance"],
            &["always_ok", "guard", "ids", "link_base", "mismatch", "pace", "panic", "routed"],
            &["faults/answer", "faults/subject"],
            &["faults/around", "faults/finish"],
            &["faults/mod"],
            &["front", "table"],
            &["routes"],
            &["mod"],
        ],
    },
    Rooms {
        module: "net",
        rooms: &[
            &["authority", "tls/clock", "tls/error", "tls/pem", "tls/provider", "tls/settings"],
            &["hosts", "stream", "tls/certificate", "tls/key"],
            &["tls/authority"],
            &["tls/files"],
            &["tls/service", "tls/trust"],
            &["tls/mod"],
            &["handshake"],
            &["mod"],
        ],
    },
    Rooms {
        module: "sandbox",
        rooms: &[
            &[
                "catalogue",
                "clock",
                "error",
                "journal",
                "memory",
                "nearest",
                "past",
                "unique",
                "usage",
                "wakeups",
            ],
            &["misread", "quirks"],
            &["settings"],
            &["read"],
            &["matcher/glob", "matcher/subject", "matcher/words"],
            &["matcher/condition", "matcher/form"],
            &["matcher/compile"],
            &["matcher/tests"],
            &["matcher/mod"],
            &["faults/form"],
            &["faults/draw", "faults/scope", "faults/short"],
            &["faults/effect"],
            &["faults/absences", "faults/members"],
            &["faults/check"],
            &["faults/rule"],
            &["faults/active"],
            &["faults/set"],
            &["faults/mod"],
            &["faults/tests"],
            &["idle", "view", "outbox/message"],
            &["outbox/queue"],
            &["outbox/mod"],
            &["instance"],
            &["registry"],
            &["executor"],
            &["tests"],
            &["mod"],
        ],
    },
];
