//! The words of paths, as the routes spell them.

/// The segment that asks for the count of a collection.
pub const COUNT: &str = "$count";

/// The words of paths, as they are spelt in the routes.
const WORDS: [&str; 44] = [
    "me",
    "drive",
    "drives",
    "users",
    "groups",
    "sites",
    "shares",
    "subscriptions",
    "items",
    "root",
    "children",
    "content",
    "copy",
    "createLink",
    "createUploadSession",
    "checkin",
    "checkout",
    "delta",
    "discardCheckout",
    "driveItem",
    "follow",
    "following",
    "grant",
    "invite",
    "permanentDelete",
    "permission",
    "permissions",
    "preview",
    "reauthorize",
    "recent",
    "restore",
    "restoreVersion",
    "revokeGrants",
    "search",
    "sharedWithMe",
    "special",
    "thumbnails",
    "unfollow",
    "versions",
    "bundles",
    "list",
    "listItem",
    "analytics",
    "workbook",
];

/// The collections whose next segment is an id, or a name.
pub const COLLECTIONS: [&str; 14] = [
    "children",
    "items",
    "special",
    "drives",
    "users",
    "groups",
    "sites",
    "shares",
    "subscriptions",
    "following",
    "bundles",
    "permissions",
    "thumbnails",
    "versions",
];

/// Returns what follows a base that the service writes in any case.
pub fn strip_prefix<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    // Most are spelt as the routes have them.
    path.strip_prefix(base).or_else(|| {
        let begin = path.get(..base.len())?;
        begin.eq_ignore_ascii_case(base).then(|| &path[base.len()..])
    })
}

/// Returns whether a segment asks for the count of a collection.
pub fn is_count(segment: &str) -> bool {
    segment.eq_ignore_ascii_case(COUNT)
}

/// Returns a word of the service's as the routes spell it; any other as it is.
pub fn spelt(word: &str) -> &str {
    if WORDS.contains(&word) {
        return word;
    }
    WORDS.into_iter().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or(word)
}

/// Returns the name of an action without the namespace that it may be written with.
pub fn unqualified(name: &str) -> &str {
    ["microsoft.graph.", "oneDrive."].iter().find_map(|space| name.strip_prefix(space)).unwrap_or(name)
}
