//! Addresses, notes and forms without the credentials in them.

use percent_encoding::percent_decode_str;

use super::secrets::{Secrets, is_credential};

/// Returns an address as it is shown; credentials stand in its query.
pub fn url(secrets: Secrets<'_>, text: &str) -> String {
    match text.split_once('?') {
        Some((path, query)) => {
            let (query, fragment) =
                query.split_once('#').map_or((query, None), |(query, rest)| (query, Some(rest)));
            let fragment = fragment.map(|rest| format!("#{}", form(secrets, rest))).unwrap_or_default();
            format!("{path}?{}{fragment}", form(secrets, query))
        }
        None => match text.split_once('#') {
            Some((path, fragment)) => format!("{path}#{}", form(secrets, fragment)),
            None => text.to_owned(),
        },
    }
}

/// Returns a note as it is shown: there may be addresses in it.
pub fn note(secrets: Secrets<'_>, text: &str) -> String {
    if !text.contains('?') {
        return text.to_owned();
    }
    text.split(' ').map(|word| url(secrets, word)).collect::<Vec<_>>().join(" ")
}

/// Returns the pairs of a query or a form as they are shown.
pub fn form(secrets: Secrets<'_>, text: &str) -> String {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let shown = text.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) if is_credential(&decode(name)) => match secrets.hidden(&decode(value)) {
            Some(hidden) => format!("{name}={hidden}"),
            None => pair.to_owned(),
        },
        _ => pair.to_owned(),
    });
    shown.collect::<Vec<_>>().join("&")
}

/// Returns the value of what has this name as it is shown.
pub fn named(secrets: Secrets<'_>, name: &str, value: &str) -> String {
    if is_credential(name) { secrets.shown(value).into_owned() } else { value.to_owned() }
}
