//! Graph's address forms, brought into one form before routing.
//!
//! A drive is reached as `/me/drive`, `/users/{id}/drive` and so on, an item by id, by path from the root
//! (`root:/a/b:`) or by path from another item (`items/{id}:/a:`). axum cannot route a path inside a path, so
//! [`rewrite`] turns every form into `/v1.0/drives/{drive}/items/{item}/...`, where `{drive}` and `{item}` are one
//! segment each, as `super::address` reads them. It is what SDKs send anyway when they are given a path in place of
//! an id (`items/root%3A%2Fa%20b%3A`). The service's own words may be written in any case.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{batch, count, segments, special};

/// Brings a path and its query into the form that is routed; `None` if it is in that form already.
pub fn rewrite(path_and_query: &str) -> Option<String> {
    match unglue(path_and_query) {
        Some(link) => Some(rewrite_plain(link).unwrap_or_else(|| link.to_owned())),
        None => rewrite_plain(path_and_query),
    }
}

/// The path and the query that were asked for, as a link to more of the same is built from them.
pub fn asked(path_and_query: &str) -> (&str, &str) {
    let plain = unglue(path_and_query).unwrap_or(path_and_query);
    plain.split_once('?').unwrap_or((plain, ""))
}

/// What [`rewrite`] does to an address that nothing is glued to.
fn rewrite_plain(path_and_query: &str) -> Option<String> {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let rest = ["/v1.0/", "/_api/v2.0/", "/_api/v2.1/"].iter().find_map(|base| path.strip_prefix(base))?;
    if ["$batch", "%24batch"].iter().any(|batch| rest.eq_ignore_ascii_case(batch)) && rest != "$batch" {
        return Some(batch::PATH.into());
    }
    if path.starts_with("/_api/") && rest.starts_with("monitor/") {
        return None;
    }
    let plain = segments::plain(rest, query);
    let mut segments: Vec<&str> = plain.segments.iter().map(AsRef::as_ref).collect();
    let site = fold_site(&segments);
    if let Some((folded, count)) = &site {
        segments.splice(1..=*count, [folded.as_str()]);
    }
    let mut routed = match (split_drive(&segments), segments.as_slice()) {
        (Some((drive, after)), _) => {
            let mut routed = format!("/v1.0/drives/{drive}");
            match after {
                [first, rest @ ..] if drive.starts_with("~share.") && first.starts_with("driveItem") => {
                    let root = first.replacen("driveItem", "root", 1);
                    append_item(&mut routed, &[&[root.as_str()], rest].concat());
                }
                _ => append_item(&mut routed, after),
            }
            routed
        }
        (
            None,
            ["drives"]
            | ["drives", count::SEGMENT]
            | ["me" | "users" | "groups" | "sites" | "shares" | "subscriptions", ..],
        ) => format!("/v1.0/{}", segments.join("/")),
        _ => return None,
    };
    let options: Vec<&str> = plain.arguments.iter().map(String::as_str).chain(query).collect();
    if !options.is_empty() {
        routed.push('?');
        routed.push_str(&options.join("&"));
    }
    (routed != path_and_query).then_some(routed)
}

/// The path of an absolute link that a client has glued onto its base, however often: `/v1.0/http://host/path`.
///
/// The JavaScript client takes links for relative ones unless they begin with `https://`.
fn unglue(path: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = path;
    while let Some(link) = rest.strip_prefix("/v1.0/http://") {
        let path = &link[link.find('/')?..];
        // The sandbox was chosen before.
        rest = match path.strip_prefix("/_sandbox/") {
            Some(rest) => &rest[rest.find('/')?..],
            None => path,
        };
        found = Some(rest);
    }
    found
}

/// The drive that a path begins with, in one segment, and what follows it.
fn split_drive<'a, 's>(segments: &'s [&'a str]) -> Option<(String, &'s [&'a str])> {
    match segments {
        ["me", "drive", after @ ..] | ["drive", after @ ..] => Some(("~me.".into(), after)),
        ["users", user, "drive", after @ ..] => Some((format!("~user.{user}"), after)),
        ["groups", group, "drive", after @ ..] => Some((format!("~group.{group}"), after)),
        ["sites", site, "drive", after @ ..] => Some((format!("~site.{site}"), after)),
        ["shares", _, "items", count::SEGMENT] => None,
        ["shares", share, after @ ..]
            if matches!(after, ["driveItem" | "root" | "items", _, ..])
                || matches!(after, [first, ..] if first.starts_with("root:") || first.starts_with("driveItem:")) =>
        {
            Some((format!("~share.{share}"), after))
        }
        ["drives", drive, after @ ..]
        | ["me", "drives", drive, after @ ..]
        | ["users" | "groups" | "sites", _, "drives", drive, after @ ..]
            if *drive != count::SEGMENT =>
        {
            Some((foreign(drive), after))
        }
        _ => None,
    }
}

/// A segment of a client's own: what begins as the addresses that are made here is taken for an id that nobody has.
fn foreign(segment: &str) -> String {
    let mark = if decode(segment).starts_with('~') { "_" } else { "" };
    format!("{mark}{segment}")
}

fn decode(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

/// Brings the address of a site by its path, `{host}:/sites/a:`, into one segment; tells of how many it is made.
fn fold_site(segments: &[&str]) -> Option<(String, usize)> {
    let ["sites", host, path @ ..] = segments else { return None };
    if !host.ends_with(':') || host.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let end = path.iter().position(|segment| segment.ends_with(':')).map_or(path.len(), |last| last + 1);
    let folded = std::iter::once(host).chain(&path[..end]).copied().collect::<Vec<_>>().join("%2F");
    Some((folded, end + 1))
}

/// Adds the item and what is asked of it: a path address, however it is written, becomes one segment.
fn append_item(routed: &mut String, after: &[&str]) {
    let (mut item, mut rest) = match after {
        ["items", item, rest @ ..] => (foreign(item), rest),
        ["root", rest @ ..] => ("root".to_owned(), rest),
        // What is asked of a followed item, but for the item itself.
        ["following", item, rest @ ..] if !rest.is_empty() => (foreign(item), rest),
        ["special", name, rest @ ..] if *name != count::SEGMENT => {
            let colon = name.find(':').or_else(|| name.to_ascii_lowercase().find("%3a"));
            let (role, path) = name.split_at(colon.unwrap_or(name.len()));
            // The folder of another application has a name that is ours to give.
            let prefix = if decode(role).contains('.') { "" } else { special::PREFIX };
            (format!("{prefix}{}{path}", role.to_ascii_lowercase()), rest)
        }
        [item, rest @ ..] if item.starts_with("root:") => ((*item).to_owned(), rest),
        [] => return,
        other => {
            append(routed, other);
            return;
        }
    };
    // `root:` or `{id}:` opens a path that goes on to the next segment that ends in a colon.
    if item.contains(':') && !item.ends_with("::") && !is_closed(&item) {
        while let [segment, after @ ..] = rest {
            item.push_str("%2F");
            item.push_str(segment);
            rest = after;
            if segment.ends_with(':') {
                break;
            }
        }
    }
    // `children/{name}` is one more step of the path.
    let mut is_path = item.contains(':') || item.to_ascii_lowercase().contains("%3a");
    while let ["children", name, after @ ..] = rest
        && *name != count::SEGMENT
    {
        push_name(&mut item, name, is_path);
        is_path = true;
        rest = after;
    }
    routed.push_str("/items/");
    routed.push_str(&item);
    append(routed, rest);
}

fn append(routed: &mut String, segments: &[&str]) {
    for segment in segments {
        routed.push('/');
        routed.push_str(segment);
    }
}

/// Leads an address on to the item of this name.
fn push_name(item: &mut String, name: &str, is_path: bool) {
    let open =
        item.strip_suffix(':').or_else(|| item.strip_suffix("%3A")).or_else(|| item.strip_suffix("%3a"));
    if let Some(open) = open {
        item.truncate(open.len());
    }
    if !is_path {
        item.push(':');
    }
    item.push_str("%2F");
    item.push_str(name);
    item.push(':');
}

/// Whether a segment holds both colons of a path address: `root:%2Fa:`.
fn is_closed(item: &str) -> bool {
    item.matches(':').count() > 1 && item.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn words_may_be_written_in_any_case_and_ids_may_not() {
        let me = "/v1.0/drives/~me.";
        for (path, expected) in [
            (
                "/v1.0/me/drive/special/Documents%3A%2Fa%2Fb%3A/children",
                format!("{me}/items/~special.documents%3A%2Fa%2Fb%3A/children"),
            ),
            ("/v1.0/me/drive/special/approot.4/children", format!("{me}/items/approot.4/children")),
            ("/v1.0/me/drive/special/approot%2E4", format!("{me}/items/approot%2e4")),
            (
                "/v1.0/drives/~user.bob/items/%7Especial.music",
                "/v1.0/drives/_~user.bob/items/_%7Especial.music".into(),
            ),
            ("/v1.0/me/drive/ROOT:/A/b:/Versions", format!("{me}/items/root:%2FA%2Fb:/versions")),
            ("/v1.0/me/drive/root/Children/$COUNT", format!("{me}/items/root/children/$count")),
            ("/v1.0/$Batch", "/v1.0/$batch".into()),
            ("/v1.0/shares/u!X/driveitem", "/v1.0/shares/u!X/driveItem".into()),
            ("/v1.0/Me/Drive/Root/Children?$top=1", format!("{me}/items/root/children?$top=1")),
            ("/v1.0/DRIVES/Drives/ITEMS/Copy/CREATELINK", "/v1.0/drives/Drives/items/Copy/createLink".into()),
            ("/v1.0/me/drive/root:/Root/Copy:/Copy", format!("{me}/items/root:%2FRoot%2FCopy:/copy")),
            ("/v1.0/me/drive/root/Delta(token='Copy')", format!("{me}/items/root/delta?token=Copy")),
            ("/v1.0/Users('Me')/drive/Special/Music", "/v1.0/drives/~user.Me/items/~special.music".into()),
        ] {
            assert_eq!(rewrite(path).as_deref(), Some(expected.as_str()), "{path}");
        }
    }

    #[test]
    fn every_address_form_is_routed_in_one() {
        let me = "/v1.0/drives/~me.";
        let glued = format!("{}/v1.0/me/drive", "/v1.0/http://h".repeat(20_000));
        for (path, expected) in [
            ("/v1.0/me/drive", me.to_owned()),
            ("/v1.0/drive", me.to_owned()),
            ("/v1.0//drive//root", format!("{me}/items/root")),
            ("/v1.0/me/drive/root", format!("{me}/items/root")),
            ("/v1.0/me/drive/root/children?$top=1", format!("{me}/items/root/children?$top=1")),
            ("/v1.0/me/drive/items/ID/copy", format!("{me}/items/ID/copy")),
            ("/v1.0/users/bob/drive/items/ID", "/v1.0/drives/~user.bob/items/ID".into()),
            ("/v1.0/groups/G/drive/items/ID/copy", "/v1.0/drives/~group.G/items/ID/copy".into()),
            ("/v1.0/sites/h,a,b/drive/root", "/v1.0/drives/~site.h,a,b/items/root".into()),
            ("/v1.0/me/drive/root:/a/b", format!("{me}/items/root:%2Fa%2Fb")),
            ("/v1.0/me/drive/root:/a/b:", format!("{me}/items/root:%2Fa%2Fb:")),
            (
                "/v1.0/me/drive/root:/a%20b/c%20%231.bin:/copy",
                format!("{me}/items/root:%2Fa%20b%2Fc%20%231.bin:/copy"),
            ),
            ("/v1.0/me/drive/root:%2Fdir%2Ffile:/copy", format!("{me}/items/root:%2Fdir%2Ffile:/copy")),
            ("/v1.0/drives/D/items/ID:/a/b:/children", "/v1.0/drives/D/items/ID:%2Fa%2Fb:/children".into()),
            ("/v1.0/drives/D/items/ID:/", "/v1.0/drives/D/items/ID:".into()),
            ("/v1.0/drives/D/items/ID:/:/copy", "/v1.0/drives/D/items/ID:%2F:/copy".into()),
            ("/v1.0/http://127.0.0.1:80/v1.0/me/drive?$top=1", format!("{me}?$top=1")),
            ("/v1.0/http://h/_sandbox/t1/_api/v2.0/monitor/G", "/_api/v2.0/monitor/G".into()),
            ("/v1.0/http://h/_sandbox/t1/v1.0/http://h/v1.0/me/drive", me.to_owned()),
            (glued.as_str(), me.to_owned()),
            ("/v1.0/sites/h:/sites/a", "/v1.0/sites/h:%2Fsites%2Fa".into()),
            (
                "/v1.0/sites/h:8080:/sites/a:/drives?$top=1",
                "/v1.0/sites/h:8080:%2Fsites%2Fa:/drives?$top=1".into(),
            ),
            (
                "/v1.0/sites/h:/sites/a:/drive/root:/b",
                "/v1.0/drives/~site.h:%2Fsites%2Fa:/items/root:%2Fb".into(),
            ),
            ("/v1.0/sites/root:/", "/v1.0/sites/root:".into()),
            ("/_api/v2.0/me/drives", "/v1.0/me/drives".into()),
            ("/v1.0//drives", "/v1.0/drives".into()),
            ("/v1.0/me/drives/D", "/v1.0/drives/D".into()),
            ("/v1.0/sites/h:/sites/a:/drives/D/root", "/v1.0/drives/D/items/root".into()),
            ("/v1.0/me/drive/root/search(q='a b')?$top=1", format!("{me}/items/root/search?q=a%20b&$top=1")),
            ("/v1.0/drives('D')/items('ID')/oneDrive.copy", "/v1.0/drives/D/items/ID/copy".into()),
            ("/v1.0/users('bob')/drive/root:/f(x)", "/v1.0/drives/~user.bob/items/root:%2Ff(x)".into()),
            (
                "/v1.0/drives/D/items/ID/children/a.txt/content",
                "/v1.0/drives/D/items/ID:%2Fa.txt:/content".into(),
            ),
            ("/v1.0/me/drive/root/children/a/children/b", format!("{me}/items/root:%2Fa%2Fb:")),
            ("/v1.0/me/drive/root:/a:/children/b/content", format!("{me}/items/root:%2Fa%2Fb:/content")),
            ("/v1.0/me/drive/items/root%3A%2Fa%3A/children/b", format!("{me}/items/root%3A%2Fa%2Fb:")),
            ("/v1.0/me/drive/root/children/%24count", format!("{me}/items/root/children/$count")),
            ("/v1.0/me/drive/special/music/children", format!("{me}/items/~special.music/children")),
            (
                "/v1.0/me/drive/special/approot:/a/b:/content",
                format!("{me}/items/~special.approot:%2Fa%2Fb:/content"),
            ),
            ("/v1.0/drive/following/ID/discardCheckout", format!("{me}/items/ID/discardCheckout")),
            ("/v1.0/drive/following/ID", format!("{me}/following/ID")),
            ("/v1.0/drive/following/%24count", format!("{me}/following/$count")),
            ("/v1.0/drive/special/$count", format!("{me}/special/$count")),
            ("/v1.0/users/bob/drives/%24count", "/v1.0/users/bob/drives/$count".into()),
            ("/_api/v2.0/drives/$count", "/v1.0/drives/$count".into()),
            ("/v1.0/shares/u!x/driveItem/children", "/v1.0/drives/~share.u!x/items/root/children".into()),
            ("/v1.0/shares/u!x/root:/a/b", "/v1.0/drives/~share.u!x/items/root:%2Fa%2Fb".into()),
            (
                "/v1.0/shares/u!x/driveItem:/a/b:/content",
                "/v1.0/drives/~share.u!x/items/root:%2Fa%2Fb:/content".into(),
            ),
            ("/v1.0/shares/u!x/root:/a:/copy", "/v1.0/drives/~share.u!x/items/root:%2Fa:/copy".into()),
            ("/v1.0/shares/u!x/root/copy", "/v1.0/drives/~share.u!x/items/root/copy".into()),
            ("/v1.0/shares/u!x/items/ID", "/v1.0/drives/~share.u!x/items/ID".into()),
            ("/v1.0/me/drive/delta()", format!("{me}/delta")),
            ("/v1.0/me/drive/root/delta(token='a+b')", format!("{me}/items/root/delta?token=a%2Bb")),
            (
                "/v1.0/me/drive/root:/a:/oneDrive.delta(token=x)?$top=1",
                format!("{me}/items/root:%2Fa:/delta?token=x&$top=1"),
            ),
            ("/v1.0/me/drive/items/delta()", format!("{me}/items/delta()")),
            ("/v1.0/me/drive/root:/delta()", format!("{me}/items/root:%2Fdelta()")),
            ("/_api/v2.0/drives/D/items/ID", "/v1.0/drives/D/items/ID".into()),
            ("/_api/v2.1/drives/D/root:/a", "/v1.0/drives/D/items/root:%2Fa".into()),
        ] {
            assert_eq!(rewrite(path).as_deref(), Some(expected.as_str()), "{path}");
        }
        for path in [
            "/v1.0/drives/D/items/ID/copy",
            "/v1.0/drives/b%21x/items/root%3A%2Fa%20b%2Fc.txt%3A",
            "/v1.0/me",
            "/v1.0/shares/u!x/driveItem",
            "/v1.0/shares/u!x/items",
            "/v1.0/shares/u!x/items/$count",
            "/v1.0/shares/u!x/permission/grant",
            "/_api/v2.0/monitor/G",
            "/_api/v2.0/download/D",
            "/_api/v2.0/upload/U",
            "/koodrive/ose/v1/jobs",
        ] {
            assert_eq!(rewrite(path), None, "{path}");
        }
    }
}
