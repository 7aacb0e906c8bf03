//! What the published schema has beyond the route table: a path of which it has every segment is not emulated, any other
//! is wrong.
//!
//! The schema is read only for paths that no route serves.

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;

use super::{address::rewrite, error::Error};

/// The segments by type; the file says how it is read.
const SCHEMA: &str = include_str!("schema.txt");

/// The name of the first type: the service itself.
const SERVICE: &str = "service";

/// Where a path has led.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place<'s> {
    /// To one of a type.
    One(&'s str),
    /// To a collection of a type.
    Many(&'s str),
    /// To a plain value.
    Value,
    /// To something of which this schema does not say more.
    Open,
}

/// Returns the response to a path that is in no route table: it is not emulated, or there is no such thing.
pub fn not_found(method: &Method, path: &str) -> Response {
    let rewritten = rewrite::read(path).ok().and_then(|rewritten| rewritten.path_and_query);
    let unknown = unknown_segment(rewritten.as_deref().unwrap_or(path));
    let error = match unknown {
        Some(segment) => Error::Gateway(format!("Resource not found for the segment '{segment}'.").into()),
        None => Error::NotEmulated(format!("{method} {path}")),
    };
    error.into_response()
}

/// Returns the first segment of a path that the schema has not.
fn unknown_segment(path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let mut place = Place::One(SERVICE);
    for segment in path.strip_prefix("/v1.0/")?.split('/').filter(|segment| !segment.is_empty()) {
        let segment = percent_decode_str(segment).decode_utf8_lossy();
        // `drives('D')` has its key in brackets, a function its arguments.
        let (name, inside) = segment.split_once('(').unwrap_or((&segment, ""));
        let name = name.rsplit_once("graph.").map_or(name, |(_, name)| name);
        let is_key = !inside.is_empty() && inside != ")" && !inside.contains('=');
        place = match (place, next(place, name)) {
            (Place::Open, _) => return None,
            (_, Some(Place::Many(of))) if is_key => Place::One(of),
            (_, Some(next)) => next,
            (Place::Many(of), None) if !name.starts_with('$') => Place::One(of),
            _ => return Some(name.to_owned()),
        };
    }
    None
}

/// Returns where a segment leads from a place.
fn next<'s>(place: Place<'s>, segment: &str) -> Option<Place<'s>> {
    let known = |of: &str| {
        let segments = segments_of(of)?;
        segments.map(split).find(|(name, _)| name.eq_ignore_ascii_case(segment)).map(|(_, place)| place)
    };
    match (place, segment) {
        (Place::Open, _) | (Place::One(SERVICE), "$metadata") => Some(Place::Open),
        (Place::One(of), "$ref") if of != SERVICE => Some(Place::Value),
        (Place::Many(_), "$ref" | "$count") | (Place::Value, "$value" | "$count") => Some(Place::Value),
        (Place::One(of), _) => known(of),
        (Place::Many(of), _) => known(&format!("+{of}")),
        (Place::Value, _) => None,
    }
}

/// Returns the segments of a type, as the file has them.
fn segments_of(of: &str) -> Option<impl Iterator<Item = &'static str>> {
    let mut lines = SCHEMA.lines();
    let (_, first) = lines.by_ref().filter_map(|line| line.split_once(": ")).find(|(name, _)| *name == of)?;
    let rest = lines.take_while(|line| line.starts_with(' '));
    Some(std::iter::once(first).chain(rest).flat_map(str::split_whitespace))
}

/// Splits a segment of the file into its name and where it leads.
fn split(segment: &'static str) -> (&'static str, Place<'static>) {
    match segment.split_once(['>', '+']) {
        Some((name, of)) if segment[name.len()..].starts_with('+') => (name, Place::Many(of)),
        Some((name, of)) => (name, Place::One(of)),
        None => segment.strip_suffix('.').map_or((segment, Place::Open), |name| (name, Place::Value)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, SCHEMA, segments_of, split, unknown_segment};

    #[test]
    fn the_first_segment_that_is_in_no_schema_is_named() {
        for (path, segment) in [
            ("/v1.0/nonsense", "nonsense"),
            ("/v1.0/nonsense/me?x=/y", "nonsense"),
            ("/v1.0/none%20sense(q='a')", "none sense"),
            ("/v1.0/me/nonsense/drive", "nonsense"),
            ("/v1.0/me/drive/nonsense", "nonsense"),
            ("/v1.0/ME/Drive/ROOT/nonsense", "nonsense"),
            ("/v1.0/drives/-/items/-/nonsense", "nonsense"),
            ("/v1.0/drives('D')/items('I')/nonsense", "nonsense"),
            ("/v1.0/drives/-/items/-/permissions/p/nonsense", "nonsense"),
            ("/v1.0/drives/-/items/-/name/nonsense", "nonsense"),
            ("/v1.0/users/u/nonsense", "nonsense"),
            ("/v1.0/users/$nonsense", "$nonsense"),
            ("/v1.0/shares/s/nonsense", "nonsense"),
            ("/v1.0/sites/s/sites/t/lists/l/items/i/nonsense", "nonsense"),
            ("/v1.0/subscriptions/s/microsoft.graph.nonsense", "nonsense"),
        ] {
            assert_eq!(unknown_segment(path).as_deref(), Some(segment), "{path}");
        }
    }

    #[test]
    fn what_the_schema_has_is_known() {
        for path in [
            "/v1.0",
            "/v1.0/",
            "/v1.0/$metadata",
            "/v1.0/teams/t/channels",
            "/v1.0/me/messages/m/nonsense",
            "/v1.0/me/manager/$ref",
            "/v1.0/users/delta",
            "/v1.0/users/u",
            "/v1.0/subscriptions/$count",
            "/v1.0/sites/s/getByPath(path='/a')/drive",
            "/v1.0/drives/-/list/items/i/fields",
            "/v1.0/drives/-/items/-/workbook/worksheets",
            "/v1.0/drives/-/items/-/microsoft.graph.getActivitiesByInterval(interval='day')",
            "/v1.0/drives/-/items/-/name/$value",
            "/beta/nonsense",
            "/_api/nonsense",
        ] {
            assert_eq!(unknown_segment(path), None, "{path}");
        }
    }

    #[test]
    fn every_type_that_a_segment_leads_to_has_a_line() {
        let lines = SCHEMA.lines().filter(|line| !line.starts_with(['#', ' ']));
        let types: Vec<&str> = lines.filter_map(|line| line.split_once(": ")).map(|(name, _)| name).collect();
        assert!(types.len() > 10);
        for of in &types {
            for segment in segments_of(of).expect("a line") {
                if let (_, Place::One(to) | Place::Many(to)) = split(segment) {
                    assert!(types.contains(&to), "{segment} of {of}");
                }
            }
        }
    }
}
