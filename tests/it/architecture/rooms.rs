//! The tables: which file stands in which room, from the lowest room to the highest.
//!
//! A line is a room. An entry is a file without `.rs`, or a folder with all that is in it, seen from the module's
//! own folder. A file may use what stands in its own room and below, and nothing above. A new file is a new entry
//! in the room where it belongs, never an exception.

/// The rooms of a module.
pub struct Rooms {
    /// Its folder in `src`; empty for the crate itself.
    pub module: &'static str,
    /// From the lowest to the highest.
    pub rooms: &'static [&'static [&'static str]],
}

/// A table for the crate, and one for each module.
pub const TABLES: &[Rooms] = &[
    Rooms {
        module: "",
        rooms: &[
            &["world"],
            &["sandbox"],
            &["http"],
            &["graph", "kdocs", "wps", "koodrive"],
            &["config", "fixture"],
            &["control"],
            &["server"],
            &["mock_server"],
            &["lib"],
            &["main"],
        ],
    },
    Rooms { module: "mock_server", rooms: &[&["running"], &["builder"], &["mod"]] },
    Rooms { module: "fixture", rooms: &[&["error", "format"], &["load", "import"], &["mod"]] },
    Rooms {
        module: "control",
        rooms: &[
            &["problem", "state"],
            &["json", "layers"],
            &["clock", "delta_tokens", "health", "info", "notifications", "quotas", "requests", "reset"],
            &["sandboxes", "settings", "tasks", "tree"],
            &["mod"],
        ],
    },
    Rooms {
        module: "http",
        rooms: &[
            &[
                "blocking",
                "body",
                "date",
                "html",
                "operation",
                "pairs",
                "pieces",
                "post",
                "range",
                "respond",
                "sealed",
            ],
            &["consent", "file_response", "lent", "public_address", "redirect"],
            &["call"],
            &["front", "guard", "link_base", "pace", "panic", "routes", "unread"],
            &["mod"],
        ],
    },
    Rooms {
        module: "sandbox",
        rooms: &[
            &["clock", "error", "journal", "settings", "usage", "wakeups"],
            &["view", "outbox/notification"],
            &["outbox/queue"],
            &["outbox/mod"],
            &["instance"],
            &["registry"],
            &["executor"],
            &["tests"],
            &["mod"],
        ],
    },
    Rooms {
        module: "world",
        rooms: &[
            &["id", "time", "content"],
            &["error", "name"],
            &["accounts/account", "accounts/actor", "accounts/token", "accounts/grant"],
            &["changes/cursor", "changes/log", "changes/subscription"],
            &[
                "drives/drive",
                "forms/form",
                "previews/preview",
                "sharing/permission",
                "sharing/permissions",
                "sheets/book",
            ],
            &["tree/node", "tree/store", "tree/name_index", "tree/metadata", "tree/destination"],
            &["tasks/job", "tasks/task", "uploads/session"],
            &["state"],
            &["accounts/registry", "drives/manage", "changes/record"],
            &[
                "tree/lookup",
                "tree/edit",
                "tree/create",
                "tree/copy",
                "tree/relocate",
                "tree/bin",
                "tree/put",
                "sheets/edit",
            ],
            &[
                "forms/keep",
                "previews/keep",
                "tree/versions",
                "tree/update",
                "tree/roles",
                "tree/aliases",
                "tree/checkout",
            ],
            &["sharing/share", "sharing/follow", "changes/events", "changes/feed"],
            &["tasks/run", "tasks/queue", "uploads/receive"],
            &[
                "accounts/mod",
                "changes/mod",
                "drives/mod",
                "forms/mod",
                "previews/mod",
                "sharing/mod",
                "sheets/mod",
                "tasks/mod",
                "tree/mod",
                "uploads/mod",
            ],
            &["properties"],
            &["mod"],
        ],
    },
    Rooms {
        module: "graph",
        rooms: &[
            &["ids", "scopes", "wire", "error/challenge", "error/rate_limit"],
            &["error/kinds", "error/table", "error/mod"],
            &["json", "respond"],
            &["address"],
            &["odata"],
            &["auth"],
            &["render"],
            &["items"],
            &["content", "directory", "drives", "identity", "sharing", "subscriptions"],
            &["layers", "not_emulated"],
            &["mod"],
        ],
    },
    Rooms {
        module: "koodrive",
        rooms: &[
            &["dates", "ids", "scopes", "wire"],
            &["error", "respond"],
            &["json"],
            &["auth"],
            &["jobs", "not_emulated", "sessions"],
            &["layers", "mod"],
        ],
    },
    Rooms {
        module: "kdocs",
        rooms: &[
            &["ids", "quota", "auth/wps2"],
            &["scopes", "wire"],
            &["respond", "error"],
            &["json", "query"],
            &["auth/caller", "auth/edit_token", "auth/token", "auth/signed", "auth/mod"],
            &["tasks", "files", "books"],
            &["cells"],
            &["personal", "appspace", "pages", "oauth", "users", "not_emulated", "layers"],
            &["et", "ksheet", "dbt", "forms", "notification", "office", "anonymous"],
            &["mod"],
        ],
    },
    Rooms {
        module: "wps",
        rooms: &[
            &["ids", "mac", "headers", "dialect", "auth/error", "auth/plan"],
            &["gateway", "scopes", "wire", "auth/sign", "auth/credential"],
            &["error", "render"],
            &["envelope", "json", "auth/verify"],
            &["respond", "auth/wps4", "auth/kso1", "auth/signer", "auth/caller", "auth/mod"],
            &["files", "identity", "oauth", "not_emulated", "layers"],
            &["mod"],
        ],
    },
];
