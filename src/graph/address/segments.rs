//! Functions, keys and qualified names in a path, brought into plain segments and a query.
//!
//! `search(q='it''s')` becomes `search?q=it%27s`, `delta()` becomes `delta`, `drives('D')` becomes `drives/D`, and
//! `microsoft.graph.copy` becomes `copy`. Names inside a path address (`root:/search(q='x')/a:`) and behind
//! `children/` stay as they are. The service's own words are brought into their spelling, whatever their case; ids are
//! left alone. See <https://learn.microsoft.com/en-us/graph/traverse-the-graph>.

use std::borrow::Cow;

use super::{
    functions::{ParameterValues, Segment, decode, encode, finished, is_unfinished, read},
    words::{COLLECTIONS, COUNT, spelt, unqualified},
};
use crate::graph::error::Error;

/// The segments of a path, and the arguments of its functions as a query.
#[derive(Default)]
pub struct Plain<'a> {
    pub segments: Vec<Cow<'a, str>>,
    pub arguments: Vec<String>,
}

/// Reads a path without its base; `query` holds the values of parameters such as `@p1`.
///
/// # Errors
/// Those of a function whose arguments cannot be read.
pub fn plain<'a>(path: &'a str, query: Option<&str>) -> Result<Plain<'a>, Error> {
    let mut plain = Plain::default();
    let parameters = ParameterValues::of(query);
    let mut inside_path = false;
    let mut rest = path;
    while !rest.is_empty() {
        let (segment, after) = rest.split_once('/').unwrap_or((rest, ""));
        let (whole, start) = (rest, segment);
        rest = after;
        if segment.is_empty() {
            continue;
        }
        if inside_path {
            inside_path = !decode(segment).ends_with(':');
            plain.segments.push(segment.into());
            continue;
        }
        let before = plain.segments.last().map(AsRef::as_ref);
        let is_name = matches!(before, Some("children" | "items" | "special"));
        let is_id = before.is_some_and(|before| COLLECTIONS.contains(&before));
        if !is_name && !segment.bytes().any(is_special) {
            plain.segments.push(if is_id { segment } else { spelt(segment) }.into());
            continue;
        }
        let is_root = !is_id && ["root:", "root%3a"].iter().any(|root| starts_with(segment, root));
        let is_path = is_root || segment.split('(').next().is_some_and(|start| start.contains(':'));
        if is_name || is_path {
            // A name stands for itself, an id may be the start of a path, its colon encoded or not.
            let is_child = before == Some("children");
            inside_path = opens_path(&if is_child { segment.into() } else { decode(segment) });
            plain.segments.push(match segment.find([':', '%']) {
                Some(colon) if is_root && !segment.starts_with("root:") => {
                    let colon = if segment[colon..].starts_with(':') { colon + 1 } else { colon + 3 };
                    format!("root:{}", &segment[colon..]).into()
                }
                _ => segment.into(),
            });
            continue;
        }
        // A slash in a quoted argument ends no segment.
        let segment = if is_unfinished(&decode(start)) { finished(whole, start.len()) } else { start };
        rest = whole[segment.len()..].strip_prefix('/').unwrap_or_default();
        match read(&decode(segment), &parameters)? {
            Segment::Plain if is_id || segment.len() > start.len() => plain.segments.push(segment.into()),
            Segment::Plain => plain.segments.push(spelt(unqualified(segment)).into()),
            Segment::Count => plain.segments.push(COUNT.into()),
            Segment::Key(collection, key) => {
                plain.segments.extend([spelt(&collection).to_owned().into(), encode(&key).into()]);
            }
            Segment::Function(name, arguments) => {
                plain.segments.push(spelt(&name).to_owned().into());
                let pair = |(name, value): &(String, String)| format!("{}={}", encode(name), encode(value));
                plain.arguments.extend(arguments.iter().map(pair));
            }
        }
    }
    Ok(plain)
}

/// Returns whether a segment with this byte may be more than a word or an id.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'%' | b'(' | b':' | b'.' | b'$')
}

/// Returns whether a segment begins with a word, whatever its case.
fn starts_with(segment: &str, word: &str) -> bool {
    segment.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Returns whether this segment begins a path that goes on to the next one that ends in a colon.
fn opens_path(segment: &str) -> bool {
    segment.contains(':') && !(segment.matches(':').count() > 1 && segment.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::plain;

    /// The segments with slashes between them, and the arguments as a query.
    fn read(path: &str) -> String {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let plain = plain(path, query).expect("it can be read");
        let query = if plain.arguments.is_empty() { "" } else { "?" };
        format!("{}{query}{}", plain.segments.join("/"), plain.arguments.join("&"))
    }

    #[test]
    fn functions_keys_and_qualified_names_become_plain() {
        for (path, expected) in [
            ("me/drive/root/search(q='plan')", "me/drive/root/search?q=plan"),
            ("me/drive/search(q='it''s')", "me/drive/search?q=it%27s"),
            ("me/drive/search(q=%27it%27%27s%20me%27)", "me/drive/search?q=it%27s%20me"),
            ("me/drive/search%28q%3D%27a%27%29", "me/drive/search?q=a"),
            ("me/drive/search(q='a+b&c=d,e')", "me/drive/search?q=a%2Bb%26c%3Dd%2Ce"),
            ("me/drive/search(q='a/b/c')", "me/drive/search?q=a%2Fb%2Fc"),
            ("me/drive/search(q='a%2Fb')", "me/drive/search?q=a%2Fb"),
            ("me/drive/search(q='(x)')", "me/drive/search?q=%28x%29"),
            ("me/drive/search(q='')", "me/drive/search?q="),
            ("me/drive/microsoft.graph.search(q='x')", "me/drive/search?q=x"),
            ("drives/D/root/delta()", "drives/D/root/delta"),
            ("drives/D/root/delta(token='a''b')", "drives/D/root/delta?token=a%27b"),
            (
                "drives/D/root/delta(token=2021-09-29T20:00:00Z)",
                "drives/D/root/delta?token=2021%2D09%2D29T20%3A00%3A00Z",
            ),
            ("drives/D/items/I/f(a='1',b=2)", "drives/D/items/I/f?a=1&b=2"),
            ("drives('b!x')/items('root')/children", "drives/b%21x/items/root/children"),
            ("drives/D/items/I/children('a b.txt')/content", "drives/D/items/I/children/a%20b%2Etxt/content"),
            ("drives/D/items/I/children('@a1')/x?@a1='it''s+me'", "drives/D/items/I/children/it%27s%20me/x"),
            ("drives/D/items/I/children('@a1')/x", "drives/D/items/I/children/%40a1/x"),
            ("drives/D/items/I/microsoft.graph.copy", "drives/D/items/I/copy"),
            ("drives/D/items/I/oneDrive.createLink", "drives/D/items/I/createLink"),
            ("users/%24count", "users/$count"),
        ] {
            assert_eq!(read(path), expected, "{path}");
        }
    }

    #[test]
    fn names_of_items_stay_as_they_are() {
        for path in [
            "me/drive/root:/search(q='x')/microsoft.graph.copy:/copy",
            "me/drive/root:/a('b').txt",
            "me/drive/root:%2Fdelta():/copy",
            "drives/D/items/I:/oneDrive.txt:/children/a('b')",
            "drives/D/items/I/children/search(q='x')",
            "drives/D/items/I/children/%24count",
            "drives/D/items/root%3A%2Fdelta()%3A",
            "drives/D/special/documents:/delta():/copy",
            "drives/D/items/%FF/copy",
        ] {
            assert_eq!(read(path), path, "{path}");
        }
    }
}
