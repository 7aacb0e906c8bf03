//! Bodies without the credentials in them.

use super::{
    json::json,
    pairs::form,
    secrets::{Secrets, Side, is_credential},
};

/// Returns the text of a body as it is shown.
pub fn body(secrets: Secrets<'_>, text: &str, content_type: &str, side: Side) -> String {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match &*essence {
        "application/x-www-form-urlencoded" => form(secrets, text),
        "multipart/form-data" => multipart(secrets, text),
        // Some clients send JSON under other names.
        _ => json(secrets, text, side),
    }
}

/// Returns a form with parts as it is shown.
fn multipart(secrets: Secrets<'_>, text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("name=\"") {
        let (before, from) = rest.split_at(at + "name=\"".len());
        shown += before;
        let name = from.split('"').next().unwrap_or_default();
        let value = from.find("\r\n\r\n").map(|end| end + 4).filter(|_| is_credential(name));
        let Some(value) = value else {
            rest = from;
            continue;
        };
        let (head, after) = from.split_at(value);
        let (value, after) = after.split_at(after.find("\r\n").unwrap_or(after.len()));
        shown += head;
        shown += &secrets.shown(value);
        rest = after;
    }
    shown + rest
}
