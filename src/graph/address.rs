//! Graph's addresses in the one form that is routed, and as bodies hold them.
//!
//! [`mod@super::rewrite`] brings every form into `/v1.0/drives/{drive}/items/{item}/...`, where `{drive}` is a
//! [`DriveAddress`] and `{item}` an [`ItemAddress`] in one segment.

/// A drive as a request names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DriveAddress<'a> {
    /// The caller's.
    Mine,
    /// A person's, by id, name or mail address.
    User(&'a str),
    /// A group's.
    Group(&'a str),
    /// A site's.
    Site(&'a str),
    /// Whatever a sharing link leads to, in place of the root.
    Share(&'a str),
    /// By its id.
    Id(&'a str),
}

impl<'a> DriveAddress<'a> {
    /// Reads the `{drive}` of a route.
    pub fn parse(text: &'a str) -> Self {
        match text.strip_prefix('~').and_then(|form| form.split_once('.')) {
            Some(("me", _)) => Self::Mine,
            Some(("user", user)) => Self::User(user),
            Some(("group", group)) => Self::Group(group),
            Some(("site", site)) => Self::Site(site),
            Some(("share", share)) => Self::Share(share),
            _ => Self::Id(text),
        }
    }
}

/// An item as a request names it: where to start, and which names to follow from there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemAddress<'a> {
    /// The id of the item to start from; none: the root of the drive.
    pub from: Option<&'a str>,
    /// The names down to the item, with a slash between them; empty: where it started.
    pub path: &'a str,
}

impl<'a> ItemAddress<'a> {
    /// Reads the `{item}` of a route.
    pub fn parse(text: &'a str) -> Self {
        let (from, path) = text.split_once(':').unwrap_or((text, ""));
        let path = path.strip_suffix(':').unwrap_or(path).trim_matches('/');
        Self { from: (from != "root").then_some(from), path }
    }

    /// The names of the path, one by one.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.path.split('/').filter(|name| !name.is_empty())
    }
}

/// Splits `/drive/root:/a/b`, `/drives/{id}/root:/a` or `/drive/items/{id}`, as a `parentReference` holds it,
/// into the id of the drive, if it has one, and the item.
pub fn split_reference(path: &str) -> Option<(Option<String>, String)> {
    let rest = path.strip_prefix('/')?;
    let (drive, item) = match rest.strip_prefix("drives/") {
        Some(rest) => {
            let (drive, item) = rest.split_once('/').filter(|(drive, _)| !drive.starts_with('~'))?;
            (Some(drive.to_owned()), item)
        }
        None => (None, rest.strip_prefix("me/").unwrap_or(rest).strip_prefix("drive/")?),
    };
    let item = item.strip_prefix("items/").unwrap_or(item);
    if item.starts_with('~') {
        return None;
    }
    Some((drive, item.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{DriveAddress, ItemAddress, split_reference};

    #[test]
    fn an_item_address_is_read_in_one_segment() {
        let read = |text| {
            let ItemAddress { from, path } = ItemAddress::parse(text);
            (from, path)
        };
        assert_eq!(read("root"), (None, ""));
        assert_eq!(read("root:/a b/c.txt:"), (None, "a b/c.txt"));
        assert_eq!(read("root:/a"), (None, "a"));
        assert_eq!(read("ID"), (Some("ID"), ""));
        assert_eq!(read("ID:"), (Some("ID"), ""));
        assert_eq!(read("ID:/:"), (Some("ID"), ""));
        assert_eq!(read("ID:/a/b:"), (Some("ID"), "a/b"));
    }

    #[test]
    fn a_drive_address_is_read_in_one_segment() {
        assert_eq!(DriveAddress::parse("~me."), DriveAddress::Mine);
        assert_eq!(DriveAddress::parse("~user.alice@example.com"), DriveAddress::User("alice@example.com"));
        assert_eq!(DriveAddress::parse("~share.u!x"), DriveAddress::Share("u!x"));
        assert_eq!(DriveAddress::parse("b!x"), DriveAddress::Id("b!x"));
    }

    #[test]
    fn a_reference_by_path_is_split() {
        let split = |path| split_reference(path);
        assert_eq!(split("/drive/root:/a/b"), Some((None, "root:/a/b".into())));
        assert_eq!(split("/drive/root:/a%20b:"), Some((None, "root:/a%20b:".into())));
        assert_eq!(split("/drives/D/root:/a"), Some((Some("D".into()), "root:/a".into())));
        assert_eq!(split("/drive/items/ID"), Some((None, "ID".into())));
        assert_eq!(split("/drive/root:"), Some((None, "root:".into())));
        assert_eq!(split("Documents"), None);
    }
}
