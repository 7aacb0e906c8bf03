//! Every form of an address, and what it is read as.

use super::{Rewritten, read};
use crate::graph::{
    address::{Address, DriveAddress, ItemAddress, Start, names::LONGEST_PATH},
    error::Error,
};

/// Returns the form that is routed, and what was taken out of it: `path = drive, item`.
fn routed(path: &str) -> String {
    let Rewritten { path_and_query, address } = read(path).expect("it can be read");
    let routed = path_and_query.unwrap_or_else(|| path.into());
    let Some(Address { drive, item: ItemAddress { start, path }, .. }) = address else { return routed };
    let drive = match drive {
        DriveAddress::Mine => "mine".into(),
        DriveAddress::User(user) => format!("user {user}"),
        DriveAddress::Group(group) => format!("group {group}"),
        DriveAddress::Site(site) => format!("site {site}"),
        DriveAddress::Share(share) => format!("share {share}"),
        DriveAddress::Id(id) => format!("drive {id}"),
    };
    let start = match start {
        Start::Root => "root".into(),
        Start::Id(id) => id,
        Start::Special(name) => format!("special {name}"),
    };
    let path = if path.is_empty() { path } else { format!(":/{path}") };
    format!("{routed} = {drive}, {start}{path}")
}

#[test]
fn words_may_be_written_in_any_case_and_ids_may_not() {
    for (path, expected) in [
        (
            "/v1.0/me/drive/special/Documents%3A%2Fa%2Fb%3A/children",
            "/v1.0/drives/-/items/-/children = mine, special documents:/a/b",
        ),
        ("/v1.0/me/drive/special/approot.4/children", "/v1.0/drives/-/items/-/children = mine, approot.4"),
        ("/v1.0/me/drive/special/approot%2E4", "/v1.0/drives/-/items/- = mine, approot.4"),
        (
            "/v1.0/drives/~user.bob/items/%7Especial.music",
            "/v1.0/drives/-/items/- = drive ~user.bob, ~special.music",
        ),
        ("/v1.0/me/drive/ROOT:/A/b:/Versions", "/v1.0/drives/-/items/-/versions = mine, root:/A/b"),
        ("/v1.0/me/drive/root/Children/$COUNT", "/v1.0/drives/-/items/- = mine, root:/$COUNT"),
        ("/v1.0/$Batch", "/v1.0/$batch"),
        ("/v1.0/shares/u!X/driveitem", "/v1.0/shares/u!X/driveItem"),
        ("/v1.0/Me/Drive/Root/Children?$top=1", "/v1.0/drives/-/items/-/children?$top=1 = mine, root"),
        (
            "/v1.0/DRIVES/Drives/ITEMS/Copy/CREATELINK",
            "/v1.0/drives/-/items/-/createLink = drive Drives, Copy",
        ),
        ("/v1.0/me/drive/root:/Root/Copy:/Copy", "/v1.0/drives/-/items/-/copy = mine, root:/Root/Copy"),
        ("/v1.0/me/drive/root/Delta(token='Copy')", "/v1.0/drives/-/items/-/delta?token=Copy = mine, root"),
        ("/v1.0/Users('Me')/drive/Special/Music", "/v1.0/drives/-/items/- = user Me, special music"),
    ] {
        assert_eq!(routed(path), expected, "{path}");
    }
}

#[test]
fn every_address_form_is_routed_in_one() {
    for (path, expected) in [
        ("/v1.0/me/drive", "/v1.0/drives/- = mine, root"),
        ("/v1.0/drive", "/v1.0/drives/- = mine, root"),
        ("/v1.0//drive//root", "/v1.0/drives/-/items/- = mine, root"),
        ("/v1.0/me/drive/root", "/v1.0/drives/-/items/- = mine, root"),
        ("/v1.0/me/drive/root/children?$top=1", "/v1.0/drives/-/items/-/children?$top=1 = mine, root"),
        ("/v1.0/me/drive/items/ID/copy", "/v1.0/drives/-/items/-/copy = mine, ID"),
        ("/v1.0/users/bob/drive/items/ID", "/v1.0/drives/-/items/- = user bob, ID"),
        ("/v1.0/groups/G/drive/items/ID/copy", "/v1.0/drives/-/items/-/copy = group G, ID"),
        ("/v1.0/sites/h,a,b/drive/root", "/v1.0/drives/-/items/- = site h,a,b, root"),
        ("/v1.0/me/drive/root:/a/b", "/v1.0/drives/-/items/- = mine, root:/a/b"),
        ("/v1.0/me/drive/root:/a/b:", "/v1.0/drives/-/items/- = mine, root:/a/b"),
        (
            "/v1.0/me/drive/root:/a%20b/c%20%231.bin:/copy",
            "/v1.0/drives/-/items/-/copy = mine, root:/a b/c #1.bin",
        ),
        ("/v1.0/me/drive/root:%2Fdir%2Ffile:/copy", "/v1.0/drives/-/items/-/copy = mine, root:/dir/file"),
        ("/v1.0/drives/D/items/ID:/a/b:/children", "/v1.0/drives/-/items/-/children = drive D, ID:/a/b"),
        ("/v1.0/drives/D/items/ID:/", "/v1.0/drives/-/items/- = drive D, ID"),
        ("/v1.0/drives/D/items/ID:/:/copy", "/v1.0/drives/-/items/-/copy = drive D, ID"),
        ("/v1.0/http://127.0.0.1:80/v1.0/me/drive?$top=1", "/v1.0/drives/-?$top=1 = mine, root"),
        ("/v1.0/http://h/_sandbox/t1/_api/v2.0/monitor/G", "/_api/v2.0/monitor/G"),
        ("/v1.0/http://h/_sandbox/t1/v1.0/http://h/v1.0/me/drive", "/v1.0/drives/- = mine, root"),
        ("/v1.0/sites/h:/sites/a", "/v1.0/sites/h:%2Fsites%2Fa"),
        ("/v1.0/sites/h:8080:/sites/a:/drives?$top=1", "/v1.0/sites/h:8080:%2Fsites%2Fa:/drives?$top=1"),
        ("/v1.0/sites/h:/sites/a:/drive/root:/b", "/v1.0/drives/-/items/- = site h:/sites/a:, root:/b"),
        ("/v1.0/sites/root:/", "/v1.0/sites/root:"),
        ("/_api/v2.0/me/drives", "/v1.0/me/drives"),
        ("/v1.0//drives", "/v1.0/drives"),
        ("/v1.0/me/drives/D", "/v1.0/drives/- = drive D, root"),
        ("/v1.0/sites/h:/sites/a:/drives/D/root", "/v1.0/drives/-/items/- = drive D, root"),
        (
            "/v1.0/me/drive/root/search(q='a b')?$top=1",
            "/v1.0/drives/-/items/-/search?q=a%20b&$top=1 = mine, root",
        ),
        ("/v1.0/drives('D')/items('ID')/oneDrive.copy", "/v1.0/drives/-/items/-/copy = drive D, ID"),
        ("/v1.0/users('bob')/drive/root:/f(x)", "/v1.0/drives/-/items/- = user bob, root:/f(x)"),
        (
            "/v1.0/drives/D/items/ID/children/a.txt/content",
            "/v1.0/drives/-/items/-/content = drive D, ID:/a.txt",
        ),
        ("/v1.0/me/drive/root/children/a/children/b", "/v1.0/drives/-/items/- = mine, root:/a/b"),
        ("/v1.0/me/drive/root:/a:/children/b/content", "/v1.0/drives/-/items/-/content = mine, root:/a/b"),
        ("/v1.0/me/drive/items/root%3A%2Fa%3A/children/b", "/v1.0/drives/-/items/- = mine, root:/a/b"),
        ("/v1.0/me/drive/root/children/%24count", "/v1.0/drives/-/items/- = mine, root:/$count"),
        ("/v1.0/me/drive/special/music/children", "/v1.0/drives/-/items/-/children = mine, special music"),
        (
            "/v1.0/me/drive/special/approot:/a/b:/content",
            "/v1.0/drives/-/items/-/content = mine, special approot:/a/b",
        ),
        ("/v1.0/drive/following/ID/discardCheckout", "/v1.0/drives/-/items/-/discardCheckout = mine, ID"),
        ("/v1.0/drive/following/ID", "/v1.0/drives/-/following/- = mine, ID"),
        ("/v1.0/drive/following/%24count", "/v1.0/drives/-/following/- = mine, $count"),
        ("/v1.0/drive/Bundles('ID')", "/v1.0/drives/-/bundles/- = mine, ID"),
        ("/v1.0/drive/bundles/delta/children", "/v1.0/drives/-/bundles/-/children = mine, delta"),
        ("/v1.0/drive/bundles/ID/children/C%20D", "/v1.0/drives/-/bundles/-/children/C%20D = mine, ID"),
        ("/v1.0/drive/special/$count", "/v1.0/drives/-/items/- = mine, special $count"),
        ("/v1.0/users/bob/drives/%24count", "/v1.0/drives/- = drive $count, root"),
        ("/_api/v2.0/drives/$count", "/v1.0/drives/- = drive $count, root"),
        ("/v1.0/shares/u!x/items/$count", "/v1.0/drives/-/items/- = share u!x, $count"),
        ("/v1.0/shares/u!x/driveItem/children", "/v1.0/drives/-/items/-/children = share u!x, root"),
        ("/v1.0/shares/u!x/root:/a/b", "/v1.0/drives/-/items/- = share u!x, root:/a/b"),
        ("/v1.0/shares/u!x/driveItem:/a/b:/content", "/v1.0/drives/-/items/-/content = share u!x, root:/a/b"),
        ("/v1.0/shares/u!x/root:/a:/copy", "/v1.0/drives/-/items/-/copy = share u!x, root:/a"),
        ("/v1.0/shares/u!x/root/copy", "/v1.0/drives/-/items/-/copy = share u!x, root"),
        ("/v1.0/shares/u!x/items/ID", "/v1.0/drives/-/items/- = share u!x, ID"),
        ("/v1.0/me/drive/delta()", "/v1.0/drives/-/delta = mine, root"),
        ("/v1.0/me/drive/root/delta(token='a+b')", "/v1.0/drives/-/items/-/delta?token=a%2Bb = mine, root"),
        (
            "/v1.0/me/drive/root:/a:/oneDrive.delta(token=x)?$top=1",
            "/v1.0/drives/-/items/-/delta?token=x&$top=1 = mine, root:/a",
        ),
        ("/v1.0/me/drive/items/delta()", "/v1.0/drives/-/items/- = mine, delta()"),
        ("/v1.0/me/drive/root:/delta()", "/v1.0/drives/-/items/- = mine, root:/delta()"),
        ("/_api/v2.0/drives/D/items/ID", "/v1.0/drives/-/items/- = drive D, ID"),
        ("/_api/v2.1/drives/D/root:/a", "/v1.0/drives/-/items/- = drive D, root:/a"),
        ("/v1.0/drives/D/items/ID/copy", "/v1.0/drives/-/items/-/copy = drive D, ID"),
        (
            "/v1.0/drives/b%21x/items/root%3A%2Fa%20b%2Fc.txt%3A",
            "/v1.0/drives/-/items/- = drive b!x, root:/a b/c.txt",
        ),
    ] {
        assert_eq!(routed(path), expected, "{path}");
    }
    let glued = format!("{}/v1.0/me/drive", "/v1.0/http://h".repeat(20_000));
    assert_eq!(routed(&glued), "/v1.0/drives/- = mine, root");
    for path in [
        "/v1.0/me",
        "/v1.0/shares/u!x/driveItem",
        "/v1.0/shares/u!x/items",
        "/v1.0/shares/u!x/permission/grant",
        "/_api/v2.0/monitor/G",
        "/_layouts/15/download.aspx?UniqueId=1&tempauth=D&ApiVersion=2.0",
        "/_api/v2.0/upload/U",
        "/koodrive/ose/v1/jobs",
    ] {
        assert_eq!(routed(path), path);
    }
}

#[test]
fn an_encoded_colon_is_a_colon() {
    for (path, expected) in [
        (
            "/v1.0/me/drive/items/root%3A%2Fr.txt/content",
            "/v1.0/drives/-/items/- = mine, root:/r.txt/content",
        ),
        (
            "/v1.0/me/drive/items/root%3a%2Fr.txt%3a/content",
            "/v1.0/drives/-/items/-/content = mine, root:/r.txt",
        ),
        ("/v1.0/me/drive/root%3A%2Fa%2FCopy%3A/Copy", "/v1.0/drives/-/items/-/copy = mine, root:/a/Copy"),
        ("/v1.0/me/drive/Root%3A/a/Copy%3A/Copy", "/v1.0/drives/-/items/-/copy = mine, root:/a/Copy"),
        ("/v1.0/me/drive/root:/a%3A/copy", "/v1.0/drives/-/items/-/copy = mine, root:/a"),
        (
            "/v1.0/drives/D/items/ID%3A%2Fa/Children/delta()",
            "/v1.0/drives/-/items/- = drive D, ID:/a/Children/delta()",
        ),
        (
            "/v1.0/drives/D/items/ID/children/a%3Ab/content",
            "/v1.0/drives/-/items/-/content = drive D, ID:/a:b",
        ),
        (
            "/v1.0/me/drive/special/music%3A%2Fa/content",
            "/v1.0/drives/-/items/- = mine, special music:/a/content",
        ),
    ] {
        assert_eq!(routed(path), expected, "{path}");
    }
}

#[test]
fn what_looks_like_a_placeholder_is_an_id() {
    assert_eq!(routed("/v1.0/drives/-/items/-"), "/v1.0/drives/-/items/- = drive -, -");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refused = |path: &str| read(path).err();
    let malformed = Some(Error::Invalid("A valid path must be provided."));
    for path in ["/v1.0/drives/%FF", "/v1.0/me/drive/items/%FF/copy", "/v1.0/me/drive/root:/a/%FF:/content"] {
        assert_eq!(refused(path), malformed, "{path}");
    }
    let root = Some(Error::Gateway("Resource not found for the segment 'root:'.".into()));
    for path in [
        "/v1.0/me/drive/root:",
        "/v1.0/me/drive/root:/",
        "/v1.0/me/drive/root:/:/children",
        "/v1.0/me/drive/root::/children",
        "/v1.0/drives/D/items/root:/:/delta()",
        "/v1.0/drives/D/items/root%3A",
        "/v1.0/drives/D/items/root%3A%2F%3A/children",
        "/v1.0/shares/u!x/root:/:/children",
        "/v1.0/me/drive/root:/:/children/a.txt/content",
    ] {
        assert_eq!(refused(path), root, "{path}");
    }
    let two = Some(Error::Invalid("Only one path can be specified in the URL."));
    for path in [
        "/v1.0/me/drive/root:/a:/b:/c",
        "/v1.0/me/drive/root:/a:/b:/copy",
        "/v1.0/me/drive/items/ID:/a:/root:/c:/content",
        "/v1.0/me/drive/items/root%3A%2Fa%3A%2Fb%3A",
        "/v1.0/me/drive/special/music:/a:/b:/c",
    ] {
        assert_eq!(refused(path), two, "{path}");
    }
    for path in [
        "/v1.0/me/drive/root/search(q='it's')",
        "/v1.0/me/drive/search(q='never",
        "/v1.0/drives('it's')/root",
    ] {
        assert!(matches!(refused(path), Some(Error::Gateway(_))), "{path}");
    }
    let long = |length: usize| format!("/v1.0/me/drive/root:/{}:/content", "a".repeat(length));
    assert_eq!(refused(&long(LONGEST_PATH)), None);
    assert_eq!(refused(&long(LONGEST_PATH + 1)), Some(Error::PathTooLong));
    assert_eq!(refused(&long(60_000)), Some(Error::PathTooLong));
}
