//! JSON without the credentials in it. The text stays as it was sent, also where it was cut off or is no JSON at all.

use super::{
    headers::authorization,
    secrets::{Secrets, Side, hidden, is_credential},
};

/// Returns a text of JSON as it is shown.
pub fn json(secrets: Secrets<'_>, text: &str, side: Side) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(end_of_string(from));
        shown += before;
        shown += name;
        rest = after;
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        let decoded: String = serde_json::from_str(name).unwrap_or_default();
        let is_error = side == Side::Response && decoded.eq_ignore_ascii_case("code");
        if is_credential(&decoded) && !is_error {
            shown += &after[..after.len() - value.len()];
            let (value, after) = value.split_at(end_of_value(value));
            shown += &hide(secrets, &decoded, value);
            rest = after;
        }
    }
    shown + rest
}

/// Returns a value as it is shown.
fn hide(secrets: Secrets<'_>, name: &str, value: &str) -> String {
    if value.is_empty() || matches!(value, "null" | "true" | "false") {
        return value.to_owned();
    }
    let Ok(text) = serde_json::from_str::<String>(value) else {
        // A number, or a text that was cut off.
        return format!("\"{}\"", hidden(value.trim_matches('"').as_bytes()));
    };
    if name.eq_ignore_ascii_case("authorization") {
        return serde_json::to_string(&authorization(secrets, &text)).unwrap_or_default();
    }
    // Tokens of KooDrive have their scheme with them.
    let bare = text.split_once([' ', '+']).map_or(&*text, |(_, bare)| bare);
    match (secrets.hidden(&text), secrets.hidden(bare)) {
        (Some(hidden), Some(_)) => format!("\"{hidden}\""),
        _ => value.to_owned(),
    }
}

/// Returns where a text ends that begins with a quotation mark.
fn end_of_string(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Returns where a value ends; an object or a list is looked into and counts as empty.
fn end_of_value(text: &str) -> usize {
    match text.as_bytes().first() {
        Some(b'"') => end_of_string(text),
        Some(b'{' | b'[') | None => 0,
        _ => text.find([',', '}', ']', ' ', '\n', '\r', '\t']).unwrap_or(text.len()),
    }
}
